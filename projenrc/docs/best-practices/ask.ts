/** How far an ask is met. */
export type Verdict = 'met' | 'met when chosen' | 'partly' | 'not met';

/** One thing that Alibaba Cloud's "Best practices for securing containerized AI applications" (4 March 2026) asks for or warns of. */
export interface Ask {
  readonly section: string;
  /** In own words. */
  readonly ask: string;
  /** Exported classes. */
  readonly constructs: readonly string[];
  readonly rules: readonly string[];
  /** Below test/. */
  readonly tests: readonly string[];
  /** Below test/judges/: held against software of others. */
  readonly judges: readonly string[];
  readonly verdict: Verdict;
  /** What stays open. */
  readonly residual: string;
}

export const RISKS = 'Security risks';
export const ATTACKS = 'Attack paths';
export const SUPPLY = 'Phase 1: supply chain';
export const RUNTIME = 'Phase 2: Kubernetes runtime';
export const MONITORING = 'Phase 3: monitoring and auditing';

export function ask(
  [section, text]: [string, string],
  { constructs, rules = [], tests = [], judges = [] }: Partial<Pick<Ask, 'constructs' | 'rules' | 'tests' | 'judges'>>,
  [verdict, residual]: [Verdict, string],
): Ask {
  return { section, ask: text, constructs: constructs ?? [], rules, tests, judges, verdict, residual };
}
