import http from 'node:http';
import https, { RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js' with { 'resolution-mode': 'import' };
import { listPath, objectPath } from './resource';
import { Manifest } from '../objects/manifest';
import { UsageError } from '../scan/request';

const PAGE = 250;
const CONNECTIONS = 8;
const REQUEST_TIMEOUT_MS = 30_000;
const LONGEST_WAIT_MS = 5_000;

/** A server that starts answers before it has read all roles: what it forbids in the meantime is asked again. */
const SETTLING_MS = 15_000;

/** An answer that says neither what there is nor that there is nothing. */
export class ApiError extends Error {
  public constructor(
    path: string,
    public readonly status: number,
    message: string,
  ) {
    super(`${path.split('?')[0]}: ${status} ${message}`);
  }
}

interface Page {
  readonly items: readonly Manifest[];
  readonly metadata: { readonly continue?: string };
}

/** What there is of a kind that is not installed. */
const EMPTY: Page = { items: [], metadata: {} };

/** How to reach an API server. */
export interface ConnectionOptions {
  /** Context of the kubeconfig; without one, the current one, or the account of the pod that this runs in. */
  readonly context?: string;
  /** How long to go on asking a server that does not answer, in milliseconds. */
  readonly patienceMs: number;
}

/**
 * Reads from an API server. Objects stay as they are sent: typed clients leave out fields that they do not know. A server
 * that restarts is asked again, and credentials are read anew when they are refused, since tokens rotate.
 */
export class ApiServer {
  /**
   * @throws UsageError if there is no such context, or no cluster at all
   */
  public static async connect(options: ConnectionOptions): Promise<ApiServer> {
    return new ApiServer(options, await load(options.context));
  }

  private credentials?: Promise<RequestOptions>;
  private lastTrouble = -Infinity;

  private constructor(
    private readonly options: ConnectionOptions,
    private config: KubeConfig,
  ) {}

  /** Address of the server. */
  public get address(): string {
    return this.config.getCurrentCluster()!.server;
  }

  /** An object; undefined where there is none, or where its kind is not installed. */
  public async get(object: Manifest): Promise<Manifest | undefined> {
    return (await this.read(objectPath(object))) as Manifest | undefined;
  }

  /** What the server says of its own API below a path, for example `/apis/apps`; undefined where there is nothing. */
  public discover(path: string): Promise<unknown> {
    return this.read(path);
  }

  /**
   * Objects of a kind, a page at a time. Where the server forgot the list between two pages, it begins again, so that an
   * object may come twice.
   */
  public async *list(
    kind: Pick<Manifest, 'apiVersion' | 'kind'>,
    namespace?: string,
    selector: Readonly<Record<string, string>> = {},
  ): AsyncGenerator<Manifest> {
    let position = '';
    for (;;) {
      const query = new URLSearchParams({ ...selector, limit: String(PAGE), ...(position && { continue: position }) });
      const page = await this.page(`${listPath(kind, namespace)}?${query}`);
      if (page === 'forgotten') {
        position = '';
        continue;
      }
      for (const item of page.items) {
        yield { ...kind, ...item };
      }
      position = page.metadata.continue ?? '';
      if (position === '') {
        return;
      }
    }
  }

  private async page(path: string): Promise<Page | 'forgotten'> {
    try {
      return ((await this.read(path)) as Page | undefined) ?? EMPTY;
    } catch (error) {
      if (error instanceof ApiError && error.status === 410) {
        return 'forgotten';
      }
      throw error;
    }
  }

  private async read(path: string): Promise<unknown> {
    const deadline = Date.now() + this.options.patienceMs;
    let wereCredentialsRenewed = false;
    for (let wait = 100; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const answer = await this.ask(path).catch((error: Error) => error);
      if (!(answer instanceof Error)) {
        const { status, body } = answer;
        if (status === 200) {
          return JSON.parse(body) as unknown;
        }
        if (status === 404) {
          return undefined;
        }
        if (status === 401 && !wereCredentialsRenewed) {
          wereCredentialsRenewed = true;
          await this.renewCredentials();
          continue;
        }
        const isSettling = status === 403 && Date.now() - this.lastTrouble < SETTLING_MS;
        if (status !== 429 && status < 500 && !isSettling) {
          throw new ApiError(path, status, messageOf(body));
        }
      }
      if (answer instanceof Error || answer.status >= 500) {
        this.lastTrouble = Date.now();
      }
      if (Date.now() + wait > deadline) {
        throw answer instanceof Error
          ? new Error(`${this.address}: ${answer.message}`)
          : new ApiError(path, answer.status, messageOf(answer.body));
      }
      await sleep(wait);
    }
  }

  private async ask(path: string): Promise<{ readonly status: number; readonly body: string }> {
    this.credentials ??= credentialsOf(this.config);
    const options = await this.credentials;
    return new Promise((resolve, reject) => {
      const url = new URL(this.address.replace(/\/$/, '') + path);
      // kubectl proxy speaks HTTP, which the kubeconfig has to allow
      const asked = (url.protocol === 'http:' ? http : https).request(url, options, (answer) => {
        text(answer).then((body) => resolve({ status: answer.statusCode!, body }), reject);
      });
      asked.setTimeout(REQUEST_TIMEOUT_MS, () => asked.destroy(new Error('no answer in time')));
      asked.on('error', reject);
      asked.end();
    });
  }

  private async renewCredentials(): Promise<void> {
    this.config = await load(this.options.context);
    this.credentials = undefined;
  }
}

async function load(context: string | undefined): Promise<KubeConfig> {
  const { kubeConfig } = await import('./kube-config.js');
  const KubeConfig = await kubeConfig();
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (error) {
    throw new UsageError(`kubeconfig: ${(error as Error).message}`);
  }
  const contexts = config.getContexts().map(({ name }) => name);
  if (context !== undefined) {
    if (!contexts.includes(context)) {
      throw new UsageError(`--context ${context}: not in the kubeconfig; it has ${contexts.join(', ') || 'none'}`);
    }
    config.setCurrentContext(context);
  }
  if (!config.getCurrentCluster()) {
    throw new UsageError(
      `no cluster: the kubeconfig has no current context; give --context, one of ${contexts.join(', ')}`,
    );
  }
  return config;
}

/** What proves who asks, with connections that are kept: a new agent for each request would shake hands each time. */
async function credentialsOf(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = { headers: { accept: 'application/json' } };
  await config.applyToHTTPSOptions(options);
  if (options.agent instanceof https.Agent && !config.getCurrentCluster()!.proxyUrl) {
    options.agent = new https.Agent({ ...options.agent.options, keepAlive: true, maxSockets: CONNECTIONS });
  }
  return options;
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as { message: string }).message;
  } catch {
    return body.trim();
  }
}
