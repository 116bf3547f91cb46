import { NewerAdvisory } from '../engines/newer-advisories';
import { OnUnknown } from '../guardrails/report/data';
import { EarlierReport } from '../guardrails/report/reachable';
import { EvidenceStatement } from '../guardrails/report/statement';
import { Severity } from '../guardrails/rules/severity';
import { Suppression } from '../guardrails/suppressions/suppression';

/** What is asked of one run. */
export interface CheckRequest {
  readonly failOn: Severity;
  readonly onUnknown: OnUnknown;
  readonly registries: readonly string[];
  /** From the command line and from files of accepted risks. */
  readonly suppressions: readonly Suppression[];
  /** Fingerprints of an earlier report, one for each of its findings. */
  readonly baseline: readonly string[];
  /** What reachability is compared with. */
  readonly earlier?: EarlierReport;
  readonly evidence?: EvidenceStatement;
  /** Advisories that are newer than the record of engines. */
  readonly advisories: readonly NewerAdvisory[];
}

/** Wrong use of the command. */
export class UsageError extends Error {}
