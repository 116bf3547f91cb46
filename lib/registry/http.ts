import { setTimeout as pause } from 'node:timers/promises';
import { assertRedirection, assertSafe } from './endpoint';
import { NAME, VERSION } from '../private/version';

/** How long and how often a server is asked. */
export interface Patience {
  readonly timeoutMs: number;
  readonly attempts: number;
  /** Before the second attempt; doubled before each further one. */
  readonly pauseMs: number;
}

export const PATIENCE: Patience = { timeoutMs: 15_000, attempts: 4, pauseMs: 500 };

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams;
}

/** Registries take manifests of up to 4 MiB. Source: OCI Distribution Specification 1.1, "Pushing Manifests". */
const MAX_BODY = 4 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const MAX_PAUSE_MS = 20_000;

const BUSY = new Set([408, 425, 429, 500, 502, 503, 504]);
const PASSING = /^(ECONN\w+|ETIMEDOUT|EPIPE|EAI_AGAIN|UND_ERR_\w+|TimeoutError)$/;

/** Asks a server, again if it is busy or does not answer, and follows redirections to servers that are safe to ask. */
export async function ask(url: URL, question: Question, patience: Patience): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === patience.attempts;
    try {
      const answer = await askOnce(url, question, patience.timeoutMs);
      if (isLast || !BUSY.has(answer.status)) {
        return answer;
      }
      await pause(pauseOf(answer, attempt, patience));
    } catch (error) {
      if (isLast || !PASSING.test(codeOf(error as Error))) {
        throw new Error(`${url.host}: ${reasonOf(error as Error)}`);
      }
      await pause(pauseOf(undefined, attempt, patience));
    }
  }
}

async function askOnce(
  first: URL,
  { method = 'GET', headers = {}, body }: Question,
  timeoutMs: number,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = assertSafe(first);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { authorization: _, ...open } = headers;
    const response = await fetch(url, {
      method,
      // who was redirected to must not learn what proves who we are
      headers: { 'user-agent': `${NAME}/${VERSION}`, ...(url.origin === first.origin ? headers : open) },
      body,
      redirect: 'manual',
      signal,
    });
    // what is posted is a secret, and only for whom it was meant
    const location =
      method === 'GET' && response.status >= 300 && response.status < 400 && response.headers.get('location');
    if (!location) {
      return { status: response.status, headers: response.headers, body: await read(response) };
    }
    await response.body?.cancel();
    url = assertRedirection(url, new URL(location, url));
  }
  throw new Error(`more than ${MAX_REDIRECTS} redirections`);
}

async function read(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY) {
      throw new Error(`answer is larger than ${MAX_BODY} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pauseOf(answer: Answer | undefined, attempt: number, { pauseMs }: Patience): number {
  const asked = Number(answer?.headers.get('retry-after') ?? NaN) * 1000;
  return Math.min(Number.isNaN(asked) ? pauseMs * 2 ** (attempt - 1) : asked, MAX_PAUSE_MS);
}

function codeOf(error: Error): string {
  return (error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.name;
}

function reasonOf(error: Error): string {
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.message || cause?.code || error.message;
}
