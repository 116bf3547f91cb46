/** Chromium and axe judge the report as a page. */
import { BrowserUnderTest, OpenPage } from './browser';
import { cleanReport, examplesPage, fullReport, HOSTILE, hostileReport, largeReport, pageOf } from './pages';
import { CHROMIUM, judge } from '../support/judge';

judge('chromium', [CHROMIUM], () => {
  const browser = new BrowserUnderTest();
  beforeAll(() => browser.start());
  afterEach(() => browser.clear());
  afterAll(() => browser.stop());

  const pages: [string, () => string][] = [
    ['the examples', examplesPage],
    ['nothing open', () => pageOf(cleanReport())],
    ['hostile names', () => pageOf(hostileReport())],
    ['everything at once', () => pageOf(fullReport())],
  ];

  describe.each(pages)('%s', (name, makePage) => {
    let page: string;
    beforeAll(() => {
      page = makePage();
    });

    test.each(['light', 'dark'] as const)('axe objects to nothing in %s', async (colorScheme) => {
      const opened = await browser.open(page, { colorScheme });
      await opened.photograph(`${name} ${colorScheme}`);
      expect(await opened.accessibilityProblems()).toEqual([]);
    });

    test('axe objects to nothing on a phone', async () => {
      const opened = await browser.open(page, { viewport: { width: 360, height: 700 } });
      expect(await opened.accessibilityProblems()).toEqual([]);
      expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    });

    test('asks for nothing but itself, and complains of nothing', async () => {
      const { requests, complaints } = await browser.open(page);
      expect(requests).toEqual([expect.stringMatching(/^file:.*report\.html$/)]);
      expect(complaints).toEqual([]);
    });

    test.each([undefined, 'A4', 'Letter'] as const)(
      'the summary for auditors fills one page of paper (%s)',
      async (format) => {
        const opened = await browser.open(page);
        expect(await opened.printedPages(format)).toBeGreaterThan(2);
        await opened.page.evaluate(
          `document.querySelectorAll('main > :not(#summary)').forEach((other) => other.remove())`,
        );
        expect(await opened.printedPages(format)).toBe(1);
        await opened.page.evaluate(`document.querySelector('main').append('what follows')`);
        expect(await opened.printedPages(format)).toBe(2);
      },
    );
  });

  test('axe objects to what is wrong', async () => {
    const opened = await browser.open(pageOf(cleanReport()).replace(' lang="en"', ''));
    expect(await opened.accessibilityProblems()).toEqual(['html-has-lang: html']);
  });

  describe('hostile names', () => {
    test('stay text', async () => {
      const { page } = await browser.open(pageOf(hostileReport()));
      expect(await page.title()).toMatch(/^Security report: /);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(1);
      const shown = await page.locator('#accepted code').first().textContent();
      expect(shown).toBe(HOSTILE.replace('\u202E', '[U+202E]'));
    });

    test('would run nothing if they did not', async () => {
      const opened = await browser.open(pageOf(cleanReport()).replace('</main>', `${HOSTILE}</main>`));
      expect(await opened.page.title()).not.toBe('owned');
      expect(opened.complaints.join()).toContain('Content Security Policy');
    });
  });

  describe('filter', () => {
    let opened: OpenPage;
    const shown = () => opened.page.locator('.finding:visible').count();
    const said = () => opened.page.locator('#filter output').textContent();

    beforeEach(async () => {
      opened = await browser.open(pageOf(largeReport(3)));
    });

    /** As somebody without a mouse. */
    async function tabTo(selector: string): Promise<void> {
      for (let presses = 0; presses < 60; presses += 1) {
        await opened.page.keyboard.press('Tab');
        if (await opened.page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) {
          return;
        }
      }
      throw new Error(`no way leads to ${selector} by the keyboard`);
    }

    test('by text, by the keyboard alone', async () => {
      const all = await shown();
      await tabTo('#filter [name=text]');
      await opened.page.keyboard.type('app-1');
      expect(await shown()).toBeGreaterThan(0);
      expect(await opened.page.locator('.finding li:visible').allTextContents()).not.toContainEqual(
        expect.stringMatching(/app-[02]/),
      );
      expect(await said()).toMatch(/^\d+ of \d+ findings$/);
      await tabTo('#filter [type=reset]');
      await opened.page.keyboard.press('Enter');
      expect(await shown()).toBe(all);
    });

    test('by severity', async () => {
      await tabTo('#filter [value=critical]');
      await opened.page.keyboard.press('Space');
      expect(await opened.page.locator('.finding[data-severity=critical]:visible').count()).toBe(0);
      expect(await shown()).toBeGreaterThan(0);
    });

    test('by area', async () => {
      await tabTo('#filter [name=area]');
      await opened.page.keyboard.type('Pods');
      expect(await opened.page.locator('.finding:not([data-area=POD]):visible').count()).toBe(0);
      expect(await shown()).toBeGreaterThan(0);
    });

    test('by what nobody has', async () => {
      await tabTo('#filter [name=text]');
      await opened.page.keyboard.type('no such thing');
      expect(await shown()).toBe(0);
      expect(await said()).toMatch(/^0 of /);
    });
  });

  test('without scripts everything is there, but the filter', async () => {
    const { page } = await browser.open(pageOf(largeReport(3)), { javaScriptEnabled: false });
    expect(await page.locator('.finding:visible').count()).toBeGreaterThan(0);
    expect(await page.locator('#filter:visible').count()).toBe(0);
  });

  test('what is unfolded for the printer is folded again', async () => {
    const { page } = await browser.open(pageOf(largeReport(10)));
    const folded = () => page.locator('details:not([open])').count();
    const before = await folded();
    expect(before).toBeGreaterThan(0);
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await folded()).toBe(0);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    expect(await folded()).toBe(before);
  });

  test('a thousand services open, and the filter finds one', async () => {
    const opened = await browser.open(pageOf(largeReport(1000)));
    await opened.page.locator('#filter [name=text]').fill('app-777');
    expect(await opened.page.locator('.finding li:visible').allTextContents()).toContainEqual(
      expect.stringContaining('Pod/app-777 in team-27'),
    );
    expect(opened.complaints).toEqual([]);
  });
});
