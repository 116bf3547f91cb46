import { Severity } from '../guardrails';
import { evaluateManifests, Violation } from '../guardrails/evaluation/evaluate';
import type { Rule } from '../guardrails/rules/rule';
import { isAtLeast, SEVERITIES } from '../guardrails/rules/severity-order';
import { checkReason, checkRule } from '../guardrails/suppressions/acceptance';
import type { Manifest } from '../objects/pods';
import { subjectName } from '../objects/subject-name';
import { Problems } from '../private/problems';

/** Properties of `ManifestValidation`, as `properties` in `cdk8s.yaml`. */
export interface ManifestValidationProps {
  /**
   * Violations of this severity and above fail the synthesis; others are only shown.
   *
   * @default Severity.MEDIUM
   */
  readonly failOn?: Severity;

  /**
   * Image prefixes that are allowed, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai`.
   *
   * @default - any instance of Container Registry Enterprise Edition
   */
  readonly registries?: string[];

  /**
   * Rules whose violations are accepted, by id, each with the reason. The plug-in sees files, and not which risks were
   * accepted in code.
   *
   * @default - none
   */
  readonly ignore?: { [ruleId: string]: string };
}

/** What a violation is of that concerns no object alone. */
const ALL_OBJECTS = 'all objects';

/** What the command of cdk8s gives a plug-in; see `ValidationContext` of cdk8s-cli. */
interface Context {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: object): void;
    submit(status: 'success' | 'failure', metadata?: Record<string, string>): void;
  };
  parseManifest(path: string): unknown[];
}

/**
 * A plug-in for the command of cdk8s, which holds what an app wrote against the rules:
 *
 * ```yaml
 * validations:
 *   - package: ack-secure-inference
 *     version: <version>
 *     class: ManifestValidation
 *     properties: { registries: [acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai] }
 * ```
 *
 * The command names constructs by the names of their objects: of several objects with one name, it names one construct.
 */
export class ManifestValidation {
  /**
   * Made by the command of cdk8s.
   *
   * @param props what fails
   * @throws InputError if a severity is none, or a risk cannot be accepted
   */
  public constructor(private readonly props: ManifestValidationProps = {}) {
    const { failOn = Severity.MEDIUM, ignore = {} } = props;
    const problems = new Problems('ManifestValidation');
    if (!SEVERITIES.includes(failOn)) {
      problems.add({
        what: 'severity is none',
        got: failOn,
        allowed: SEVERITIES.join(', '),
        fix: 'write one of them as failOn',
      });
    }
    for (const [id, reason] of Object.entries(ignore)) {
      problems.add(...checkRule(id), ...checkReason(reason));
    }
    problems.throwIfAny();
  }

  /**
   * Reports every violation in the manifests.
   *
   * @param context `ValidationContext` of cdk8s-cli
   */
  public async validate(context: any): Promise<void> {
    const { failOn = Severity.MEDIUM, registries, ignore = {} } = this.props;
    const { manifests, report } = context as Context;
    const fileOf = new Map(
      manifests.flatMap((file) =>
        (context as Context)
          .parseManifest(file)
          .filter(isManifest)
          .map((object) => [object, file] as const),
      ),
    );
    const violations = evaluateManifests([...fileOf.keys()], { registries });
    const open = violations.filter(({ rule }) => ignore[rule.id] === undefined);
    for (const [rule, some] of byRule(open)) {
      report.addViolation({
        ruleName: `${rule.id} ${rule.title} (${rule.severity})`,
        recommendation: rule.message,
        fix: rule.fix,
        violatingResources: some.map(({ subject, path, detail, error }) => ({
          resourceName: (subject as Manifest | undefined)?.metadata?.name ?? ALL_OBJECTS,
          locations: [
            [
              subjectName(subject) ?? ALL_OBJECTS,
              path,
              detail && `(${detail})`,
              error && `(cannot be evaluated: ${error})`,
            ]
              .filter(Boolean)
              .join(' '),
          ],
          manifestPath: fileOf.get(subject as Manifest) ?? manifests.join(', '),
        })),
      });
    }
    const fails = open.some(({ rule }) => isAtLeast(rule.severity, failOn));
    report.submit(fails ? 'failure' : 'success', accepted(violations, ignore));
  }
}

function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind } = (value ?? {}) as Partial<Manifest>;
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

function byRule(violations: readonly Violation[]): Map<Rule, Violation[]> {
  const groups = new Map<Rule, Violation[]>();
  for (const violation of violations) {
    groups.set(violation.rule, [...(groups.get(violation.rule) ?? []), violation]);
  }
  return groups;
}

/** Accepted rules for the summary, with how much each covers: what covers nothing should be removed. */
function accepted(violations: readonly Violation[], ignore: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ignore).map(([id, reason]) => {
      const covered = violations.filter(({ rule }) => rule.id === id).length;
      return [`Accepted ${id}`, `${covered} violations: ${reason}`];
    }),
  );
}
