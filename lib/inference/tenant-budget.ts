import { Problem } from '../private/problems';

/** A limit of a `TenantBudget`. */
export enum BudgetLimit {
  /** Requests in a minute. */
  REQUESTS_PER_MINUTE = 'requestsPerMinute',
  /** Requests that are answered at once. */
  CONCURRENT_REQUESTS = 'concurrentRequests',
  /** Tokens of prompts and answers in a minute. */
  TOKENS_PER_MINUTE = 'tokensPerMinute',
  /** Tokens of prompts and answers in 24 hours. */
  TOKENS_PER_DAY = 'tokensPerDay',
}

/** Options of a tenant's budget. */
export interface TenantBudgetOptions {
  /** Requests in a minute, over all models. */
  readonly requestsPerMinute: number;

  /**
   * Requests that are answered at once.
   *
   * @default - not limited for the tenant; each service has its own `AbuseBudget`
   */
  readonly concurrentRequests?: number;

  /**
   * Tokens of prompts and answers in a minute.
   *
   * @default - not limited
   */
  readonly tokensPerMinute?: number;

  /**
   * Tokens of prompts and answers in 24 hours.
   *
   * @default - not limited
   */
  readonly tokensPerDay?: number;
}

/** What one request may take at most. */
export interface RequestBounds {
  /**
   * Tokens.
   *
   * @default - unknown, since the engine takes no bound for the context
   */
  readonly tokens?: number;

  /** Seconds from its start to the end of its answer. */
  readonly seconds: number;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Rate limit services count with 32 bits. */
const MOST = 2 ** 32 - 1;

/** A limit that is counted in windows of a fixed length, as rate limit services do. */
export interface CountedLimit {
  readonly limit: BudgetLimit;
  readonly unit: 'minute' | 'day';
  readonly amount: number;
}

/**
 * What a tenant may use, over all models behind a gateway. It says what is wanted; a gateway says which limits it holds.
 *
 * A proxy counts requests when they come, and knows tokens only when an answer has ended. Where tokens are counted after the
 * answer, those of all requests that are answered at once come on top: `overshootTokens`.
 */
export class TenantBudget {
  /**
   * A budget.
   *
   * @param options limits
   */
  public static of(options: TenantBudgetOptions): TenantBudget {
    return new TenantBudget(options);
  }

  private constructor(private readonly options: TenantBudgetOptions) {}

  /** Requests in a minute. */
  public get requestsPerMinute(): number {
    return this.options.requestsPerMinute;
  }

  /**
   * Tokens above a limit of tokens that are used at most, where they are counted after each answer: those of all requests that
   * `requestsPerMinute` lets in while one is answered, each with as much as it may take.
   *
   * @param request what one request may take, as the abuse budget of the service bounds it
   * @returns nothing if nothing bounds the tokens of a request
   */
  public overshootTokens({ tokens, seconds }: RequestBounds): number | undefined {
    return tokens && this.requestsInWindows(seconds) * tokens;
  }

  /**
   * Limits of requests and tokens that are counted in windows.
   *
   * @internal
   */
  public _windows(): CountedLimit[] {
    const { requestsPerMinute, tokensPerMinute, tokensPerDay } = this.options;
    const all: [BudgetLimit, 'minute' | 'day', number | undefined][] = [
      [BudgetLimit.REQUESTS_PER_MINUTE, 'minute', requestsPerMinute],
      [BudgetLimit.TOKENS_PER_MINUTE, 'minute', tokensPerMinute],
      [BudgetLimit.TOKENS_PER_DAY, 'day', tokensPerDay],
    ];
    return all.flatMap(([limit, unit, amount]) => (amount === undefined ? [] : [{ limit, unit, amount }]));
  }

  /**
   * Limits that counting requests alone does not hold, if each request takes as much as it may. A token bucket that is full
   * lets a minute's requests in at once, and refills meanwhile.
   *
   * @internal
   */
  public _beyondRequests({ tokens, seconds }: RequestBounds): BudgetLimit[] {
    const { requestsPerMinute, concurrentRequests, tokensPerMinute, tokensPerDay } = this.options;
    const admitted = (span: number): number => requestsPerMinute * (1 + span / MINUTE);
    const tokensIn = (span: number): number => (tokens ?? Infinity) * admitted(span);
    const most: [BudgetLimit, number | undefined, number][] = [
      [BudgetLimit.CONCURRENT_REQUESTS, concurrentRequests, admitted(seconds)],
      [BudgetLimit.TOKENS_PER_MINUTE, tokensPerMinute, tokensIn(MINUTE)],
      [BudgetLimit.TOKENS_PER_DAY, tokensPerDay, tokensIn(DAY)],
    ];
    return most.filter(([, limit, used]) => limit !== undefined && used > limit).map(([name]) => name);
  }

  /**
   * Limits that counting requests and tokens does not hold: those of requests at once, and of tokens where one request may
   * take any number.
   *
   * @internal
   */
  public _beyondTokens(bounds: RequestBounds): BudgetLimit[] {
    const { concurrentRequests = Infinity, tokensPerMinute, tokensPerDay } = this.options;
    const isBounded = this.overshootTokens(bounds) !== undefined;
    const checks: [BudgetLimit, boolean][] = [
      [BudgetLimit.CONCURRENT_REQUESTS, this.requestsInWindows(bounds.seconds) <= concurrentRequests],
      [BudgetLimit.TOKENS_PER_MINUTE, isBounded || tokensPerMinute === undefined],
      [BudgetLimit.TOKENS_PER_DAY, isBounded || tokensPerDay === undefined],
    ];
    return checks.filter(([, isHeld]) => !isHeld).map(([limit]) => limit);
  }

  /** @internal */
  public _problems(tenant: string): Problem[] {
    return Object.entries(this.options)
      .filter(([, value]) => value !== undefined && (!Number.isInteger(value) || value < 1 || value > MOST))
      .map(([name, value]) => ({
        what: `${name} of the tenant ${tenant} is out of bounds`,
        got: value,
        allowed: `a whole number from 1 to ${MOST}`,
        fix: 'leave the tenant out if it may send nothing',
      }));
  }

  /** Requests that windows of a minute let in during a time, which may begin at the end of one. */
  private requestsInWindows(seconds: number): number {
    return this.options.requestsPerMinute * (Math.ceil(seconds / MINUTE) + 1);
  }
}
