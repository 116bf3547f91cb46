import { FindingLocation, ReportFinding } from './finding';
import { Reachable } from './reachable';
import { ManualStep, ResidualRisk } from './residual';
import { EvidenceStatement } from './statement';
import { UnknownReason } from '../../objects/places/not-understood';
import { Frameworks } from '../rules/rule';
import { Severity } from '../rules/severity';

/** What happens where something that may run was not understood: the run fails, or it is only named. */
export type OnUnknown = 'fail' | 'warn';

/** Input that could not be checked. */
export interface InputProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A rule that nobody can answer before Terraform applies a plan: neither a finding nor held. */
export interface UnjudgedRule {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly title: string;
  /** Resource, for example `alicloud_ram_policy.reader`; absent if it is about a whole stack. */
  readonly subject?: string;
  readonly location?: FindingLocation;
  readonly reason: string;
}

/** Something that was not looked into, so that nothing is said of it; its place is absent at synthesis. */
export interface UnknownInput {
  readonly reason: UnknownReason;
  readonly message: string;
  /** Whether something may run because of it. */
  readonly mayRun: boolean;
  readonly namespace?: string;
  /** Object, for example `NIMService/llama`; absent for files. */
  readonly subject?: string;
  /** Path within the object; empty for all of it. */
  readonly path: string;
  readonly constructPath?: string;
  readonly location?: FindingLocation;
  /** Why a person accepts that it was not looked into: it stops nobody, and is named all the same. */
  readonly accepted?: Pick<AcknowledgedRisk, 'reason' | 'reference' | 'expires'>;
}

/** Whether a control holds everywhere, and if not, what was decided. */
export type ControlStatus = 'held' | 'open' | 'acknowledged' | 'baseline' | 'unjudged';

/** A rule that had something to look at: control, objects, fields, frameworks. */
export interface Control {
  readonly ruleId: string;
  readonly title: string;
  readonly area: string;
  readonly severity: Severity;
  readonly status: ControlStatus;
  /** How many times the rule was evaluated: once for each object, pod or container that it is about. */
  readonly checks: number;
  readonly failed: number;
  /** The first objects that it looked at. */
  readonly objects: readonly string[];
  /** How many more there are. */
  readonly moreObjects: number;
  /** Fields that the rule reads, for example `container.securityContext.privileged`. */
  readonly fields: readonly string[];
  readonly frameworks: Frameworks;
  /** Ids of the judges that the project's own tests hold the rule against. */
  readonly judges: readonly string[];
}

/** How much of an area holds. */
export interface Area {
  readonly area: string;
  readonly title: string;
  /** Rules that had something to look at, and how many of them hold everywhere. */
  readonly rules: number;
  readonly held: number;
  /** 0 to 100: the rules that hold, weighted by severity. */
  readonly score: number;
  /** What the rules of the area do not prove. */
  readonly risk: string;
  /** What a person has to do about it. */
  readonly manualStep: string;
}

/** Software that nobody here wrote and that rules are held against. */
export interface Judge {
  readonly id: string;
  readonly says: string;
  /** How many controls of the report it judges. */
  readonly controls: number;
}

/** A risk that a person accepted, and how many findings that covers. */
export interface AcknowledgedRisk {
  /** Id of the rule, or the reason why something was not understood. */
  readonly ruleId: string;
  readonly finding?: string;
  readonly reason: string;
  readonly reference?: string;
  readonly expires?: string;
  /** Construct that accepts it; absent if it was accepted on the command line. */
  readonly constructPath?: string;
  readonly findings: number;
}

/** Counts of a report. */
export interface Summary {
  readonly objects: number;
  readonly resources: number;
  readonly open: Readonly<Record<Severity, number>>;
  readonly acknowledged: number;
  readonly baseline: number;
  /** 0 to 100; absent if no rule had anything to look at. */
  readonly score?: number;
}

/** Everything that the formats show; its shape is docs/report.schema.json. */
export interface ReportData {
  readonly schemaVersion: '1.0';
  readonly tool: { readonly name: string; readonly version: string };
  readonly generatedAt: string;
  readonly parameters: {
    readonly failOn: Severity;
    readonly onUnknown: OnUnknown;
    readonly registries: readonly string[];
  };
  readonly files: readonly string[];
  readonly summary: Summary;
  /** SHA-256 of the texts of all rules. */
  readonly policySet: string;
  readonly areas: readonly Area[];
  readonly controls: readonly Control[];
  readonly findings: readonly ReportFinding[];
  /** What was not understood. */
  readonly unknown: readonly UnknownInput[];
  /** What cannot be judged before the apply. */
  readonly unjudged: readonly UnjudgedRule[];
  readonly judges: readonly Judge[];
  readonly acknowledgedRisks: readonly AcknowledgedRisk[];
  readonly residualRisks: readonly ResidualRisk[];
  readonly manualSteps: readonly ManualStep[];
  readonly reachability: Reachable;
  /** Absent if no evidence was given. */
  readonly evidence?: EvidenceStatement;
  readonly problems: readonly InputProblem[];
  /** What does not stop, but should be mended. */
  readonly warnings: readonly string[];
}
