import { EmittedObject } from './contribution';
import { EngineContext, UNKNOWN_ENGINE } from './default-context';
import { inboundFilter, typed } from './inbound-filter';
import { TASK_NUMBERS, TaskNumbers } from './task-numbers';
import { EngineLimits } from '../engines/arguments/check';
import { GENERATION, ModelTask } from '../engines/model-task';
import { Problem } from '../private/problems';

/** Options of an abuse budget. */
export interface AbuseBudgetOptions {
  /**
   * Tokens of a prompt and its answer together. Name it for a model that was made for fewer: vLLM and SGLang do not start with
   * more.
   *
   * @default - 16384 for chat and completion, or less where the GPU memory is known and holds no more; what the model was made
   * for otherwise, and for llama.cpp, which reserves memory for as much in each concurrent request
   */
  readonly contextTokens?: number;

  /**
   * Requests that a replica computes at once.
   *
   * @default 64
   */
  readonly concurrentRequests?: number;

  /**
   * Requests that wait in a replica; one more is answered with 503.
   *
   * @default 192
   */
  readonly queuedRequests?: number;

  /**
   * Answers to one prompt (`n`).
   *
   * @default 4
   */
  readonly answersPerPrompt?: number;

  /**
   * Prompts in one request; for vectors, ranks and classes, texts or documents. vLLM and llama.cpp do not count texts: the
   * size of a request bounds them.
   *
   * @default - 16; 256 where the service makes vectors, ranks, scores or classes
   */
  readonly promptsPerRequest?: number;

  /**
   * Images in one request.
   *
   * @default - 1 for chat and completion, otherwise 0
   */
  readonly imagesPerRequest?: number;

  /**
   * Recordings in one request.
   *
   * @default - 1 for transcription, otherwise 0
   */
  readonly recordingsPerRequest?: number;

  /**
   * Size of an image in megapixels (1,048,576 pixels), once it is decompressed.
   *
   * @default 16
   */
  readonly imageMegapixels?: number;

  /**
   * Size of an image or a recording in MiB, as it is sent.
   *
   * @default 16
   */
  readonly mediaMebibytes?: number;

  /**
   * Length of a recording in seconds.
   *
   * @default 300
   */
  readonly audioSeconds?: number;

  /**
   * Size of a request in MiB; a larger one is answered with 413.
   *
   * @default - all of its media in Base64, and 4 MiB for text
   */
  readonly bodyMebibytes?: number;

  /**
   * Seconds until an answer must be complete; a longer one is cut off.
   *
   * @default - 600; 60 for a service that makes vectors, ranks, scores or classes only
   */
  readonly secondsPerRequest?: number;

  /**
   * Requests of all callers to one replica in a second; more are answered with 429.
   *
   * @default 50
   */
  readonly requestsPerSecond?: number;
}

/** What one request may cost at most, from the numbers of a budget. */
export interface WorstCase {
  /** Answers that one request starts. */
  readonly answers: number;

  /**
   * Tokens that one request computes. Without a context, which llama.cpp and Triton are not told by default, one for each byte
   * of the request: that bounds an input, and no answer.
   */
  readonly tokens: number;

  /** Bytes of decompressed images that one request holds. */
  readonly decodedImageBytes: number;

  /** Bytes of requests that the sidecar of a replica holds while all that are admitted arrive. */
  readonly bufferedBytes: number;

  /** Seconds that the last admitted request waits and computes, if every one takes all of its time. */
  readonly seconds: number;
}

const MIB = 1024 * 1024;

/** Base64 writes three bytes as four characters. */
const BASE64 = 4 / 3;

const TEXT_MEBIBYTES = 4;

const BYTES_PER_PIXEL = 4;

const DEFAULTS = {
  concurrentRequests: 64,
  queuedRequests: 192,
  imageMegapixels: 16,
  mediaMebibytes: 16,
  audioSeconds: 300,
  requestsPerSecond: 50,
};

/** Numbers that may be 0: no queue, no images, no recordings. */
const MAY_BE_ZERO: (keyof AbuseBudgetOptions)[] = [
  'queuedRequests',
  'imagesPerRequest',
  'recordingsPerRequest',
  'audioSeconds',
];

/** More than this in a sidecar is not a limit. */
const LARGEST_BODY_MEBIBYTES = 1024;

/** What a request, and all requests together, may cost. The engine, the sidecar and the routes get their limits from it. */
export class AbuseBudget {
  /**
   * A budget.
   *
   * @param options numbers that differ from the defaults
   */
  public static of(options: AbuseBudgetOptions = {}): AbuseBudget {
    return new AbuseBudget(options, GENERATION, UNKNOWN_ENGINE);
  }

  private readonly numbers: Required<Omit<AbuseBudgetOptions, 'contextTokens'>>;

  private readonly contextTokens?: number;

  private constructor(
    private readonly options: AbuseBudgetOptions,
    tasks: readonly ModelTask[],
    private readonly context: EngineContext,
  ) {
    this.contextTokens = options.contextTokens ?? context.contextTokens;
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const numbers = { ...DEFAULTS, ...largest(tasks), ...given };
    const media = numbers.mediaMebibytes * (numbers.imagesPerRequest + numbers.recordingsPerRequest);
    this.numbers = { bodyMebibytes: Math.ceil(media * BASE64) + TEXT_MEBIBYTES, ...numbers };
  }

  /**
   * The budget with the defaults of tasks and of an engine.
   *
   * @internal
   */
  public _for(tasks: readonly ModelTask[], context: EngineContext): AbuseBudget {
    return new AbuseBudget(this.options, tasks, context);
  }

  /** What one request for chat or completion may cost at most. */
  public get worstCase(): WorstCase {
    const { concurrentRequests, queuedRequests, answersPerPrompt, promptsPerRequest, ...numbers } = this.numbers;
    const answers = answersPerPrompt * promptsPerRequest;
    const { contextTokens } = this;
    const bodyBytes = numbers.bodyMebibytes * MIB;
    const rounds = Math.ceil((concurrentRequests + queuedRequests) / concurrentRequests);
    return {
      answers,
      tokens: contextTokens === undefined ? bodyBytes * answersPerPrompt : contextTokens * answers,
      decodedImageBytes: this.decodedImageBytes,
      bufferedBytes: (concurrentRequests + queuedRequests) * bodyBytes,
      seconds: rounds * numbers.secondsPerRequest,
    };
  }

  /** @internal */
  public _engineLimits(): EngineLimits {
    const n = this.numbers;
    return {
      contextTokens: this.contextTokens,
      concurrentRequests: n.concurrentRequests,
      queuedRequests: n.queuedRequests,
      admittedRequests: n.concurrentRequests + n.queuedRequests,
      answersPerPrompt: n.answersPerPrompt,
      promptsPerRequest: n.promptsPerRequest,
      imagesPerRequest: n.imagesPerRequest,
      imagePixels: n.imageMegapixels * MIB,
      decodedImageBytes: this.decodedImageBytes,
      mediaMebibytes: n.mediaMebibytes,
      recordingsPerRequest: n.recordingsPerRequest,
      requestMediaMebibytes: n.mediaMebibytes * Math.max(1, n.imagesPerRequest + n.recordingsPerRequest),
      audioSeconds: n.audioSeconds,
      bodyBytes: n.bodyMebibytes * MIB,
    };
  }

  /**
   * Limits of a gateway in front of the service; tokens where something holds their bound.
   *
   * @internal
   */
  public _gatewayLimits(): { readonly bodyBytes: number; readonly seconds: number; readonly tokens?: number } {
    const { bodyMebibytes, secondsPerRequest } = this.numbers;
    const { takesNumber, isInputOnly } = this.context;
    const isHeld = this.contextTokens === undefined ? isInputOnly : takesNumber;
    const tokens = isHeld ? this.worstCase.tokens : undefined;
    return { bodyBytes: bodyMebibytes * MIB, seconds: secondsPerRequest, tokens };
  }

  /**
   * Limits of the sidecar: size, time and rate of requests. Engines have none of these.
   *
   * Source: Envoy documentation, HTTP filters buffer and local rate limit.
   *
   * @internal
   */
  public _sidecarLimits(name: string, selector: Record<string, string>, ports: readonly number[]): EmittedObject {
    const { bodyMebibytes, secondsPerRequest, requestsPerSecond } = this.numbers;
    return {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      name,
      body: {
        spec: {
          workloadSelector: { labels: selector },
          configPatches: [
            inboundFilter(
              'local_ratelimit',
              typed('filters.http.local_ratelimit.v3.LocalRateLimit', {
                stat_prefix: 'requests',
                token_bucket: {
                  max_tokens: requestsPerSecond * 2,
                  tokens_per_fill: requestsPerSecond,
                  fill_interval: '1s',
                },
                filter_enabled: ALWAYS,
                filter_enforced: ALWAYS,
              }),
            ),
            inboundFilter('buffer', typed('filters.http.buffer.v3.Buffer', { max_request_bytes: bodyMebibytes * MIB })),
            ...ports.map((port) => ({
              applyTo: 'HTTP_ROUTE',
              match: { context: 'SIDECAR_INBOUND', routeConfiguration: { vhost: { name: `inbound|http|${port}` } } },
              patch: { operation: 'MERGE', value: { route: { timeout: `${secondsPerRequest}s` } } },
            })),
          ],
        },
      },
    };
  }

  /** @internal */
  public _problems(): Problem[] {
    const { contextTokens } = this.options;
    const given = { ...this.numbers, ...(contextTokens === undefined ? {} : { contextTokens }) };
    const problems: Problem[] = [];
    for (const [name, value] of Object.entries(given) as [keyof AbuseBudgetOptions, number][]) {
      const least = MAY_BE_ZERO.includes(name) ? 0 : 1;
      if (!Number.isInteger(value) || value < least) {
        problems.push({
          what: `${name} of the abuse budget is out of bounds`,
          got: value,
          allowed: `a whole number of at least ${least}`,
          fix: 'leave it out for the default',
        });
      }
    }
    if (this.numbers.bodyMebibytes > LARGEST_BODY_MEBIBYTES) {
      problems.push({
        what: 'a request may be larger than a sidecar can hold',
        got: `${this.numbers.bodyMebibytes} MiB`,
        allowed: `at most ${LARGEST_BODY_MEBIBYTES} MiB; the sidecar holds a request until it is complete`,
        fix: 'lower mediaMebibytes, imagesPerRequest, recordingsPerRequest or bodyMebibytes',
      });
    }
    return problems;
  }

  private get decodedImageBytes(): number {
    const { imageMegapixels, imagesPerRequest } = this.numbers;
    return imageMegapixels * MIB * BYTES_PER_PIXEL * Math.max(1, imagesPerRequest);
  }
}

/** A fraction of requests: all. */
export const ALWAYS = { default_value: { numerator: 100, denominator: 'HUNDRED' } };

/** A service of several tasks gets the largest default of each number. */
function largest(tasks: readonly ModelTask[]): TaskNumbers {
  const all = (tasks.length > 0 ? tasks : GENERATION).map((task) => TASK_NUMBERS[task]);
  const most = (name: keyof TaskNumbers) => Math.max(...all.map((numbers) => numbers[name]));
  return {
    answersPerPrompt: most('answersPerPrompt'),
    promptsPerRequest: most('promptsPerRequest'),
    imagesPerRequest: most('imagesPerRequest'),
    recordingsPerRequest: most('recordingsPerRequest'),
    secondsPerRequest: most('secondsPerRequest'),
  };
}
