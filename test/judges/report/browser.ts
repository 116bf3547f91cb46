import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser, BrowserContextOptions, chromium, Page } from 'playwright-core';

/** Git-ignored. */
const SCREENSHOTS = join(__dirname, '../../../test-reports/screenshots');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A page in Chromium, and all that it asked for or complained of. */
export class OpenPage {
  public readonly complaints: string[] = [];
  public readonly requests: string[] = [];

  public constructor(public readonly page: Page) {
    page.on('console', (message) => this.complaints.push(message.text()));
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  /** What axe objects to, with where. */
  public async accessibilityProblems(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const { violations, passes } = await this.page.evaluate<AxeResults>('axe.run(document)');
    if (passes.length === 0) {
      throw new Error('axe looked at nothing');
    }
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  /** Keeps a picture for people to look at. */
  public async photograph(name: string): Promise<void> {
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name.replaceAll(' ', '-')}.png`), fullPage: true });
  }

  /** Pages that a printer gets. A page that is printed by hand is laid out between the margins of the browser. */
  public async printedPages(format?: 'A4' | 'Letter'): Promise<number> {
    const margin = { top: '1cm', right: '1cm', bottom: '1cm', left: '1cm' };
    const pdf = await this.page.pdf({ margin, ...(format ? { format } : { preferCSSPageSize: true }) });
    return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
  }
}

interface AxeResults {
  readonly violations: { readonly id: string; readonly nodes: { readonly target: string[] }[] }[];
  readonly passes: unknown[];
}

/** Debian's Chromium, and files that it opens as a user does who was sent one. */
export class BrowserUnderTest {
  private readonly folder = mkdtempSync(join(tmpdir(), 'report-'));
  private browser?: Browser;

  public async start(): Promise<void> {
    // root has no sandbox in a container; nothing but our own page is opened
    this.browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  }

  public async open(html: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const file = join(this.folder, 'report.html');
    writeFileSync(file, html);
    const page = await (await this.browser!.newContext(options)).newPage();
    const opened = new OpenPage(page);
    await page.goto(pathToFileURL(file).href);
    return opened;
  }

  /** Closes what was opened. */
  public async clear(): Promise<void> {
    await Promise.all(this.browser!.contexts().map((context) => context.close()));
  }

  public async stop(): Promise<void> {
    await this.browser?.close();
    rmSync(this.folder, { recursive: true });
  }
}
