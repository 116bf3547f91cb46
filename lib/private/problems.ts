/** One thing that is wrong with an input. Each part is lower case and reads as a clause of one sentence. */
export interface Problem {
  /** What is wrong, for example `image is not pinned by digest`. */
  readonly what: string;
  /** The wrong value, as the user wrote it. */
  readonly got: unknown;
  /** What is allowed instead. */
  readonly allowed: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Thrown once for everything that is wrong with one construct. */
export class InputError extends Error {
  public constructor(
    public readonly path: string,
    public readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => `[${path}] ${describe(problem)}`).join('\n'));
    this.name = 'InputError';
  }
}

/** Collects the problems of one construct, so that a user sees all of them in one run. */
export class Problems {
  private readonly found: Problem[] = [];

  public constructor(private readonly path: string) {}

  public add(...problems: Problem[]): void {
    this.found.push(...problems);
  }

  public throwIfAny(): void {
    if (this.found.length > 0) {
      throw new InputError(this.path, this.found);
    }
  }
}

/** A problem as one sentence. */
export function describe(problem: Problem): string {
  return `${problem.what}: got ${quote(problem.got)}; allowed: ${problem.allowed}; fix: ${problem.fix}`;
}

function quote(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'number' ? String(value) : JSON.stringify(value);
}
