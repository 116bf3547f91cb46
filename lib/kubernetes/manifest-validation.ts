import { Severity } from '../guardrails';
import { evaluateManifests } from '../guardrails/evaluation/evaluate';
import { subjectName } from '../guardrails/evaluation/subject-name';
import { Violation } from '../guardrails/evaluation/violation';
import type { Rule } from '../guardrails/rules/rule';
import { isAtLeast, SEVERITIES } from '../guardrails/rules/severity-order';
import { rulesWith } from '../guardrails/rules/with-advisories';
import { checkReason, checkRule, isUnknownReason } from '../guardrails/suppressions/acceptance';
import { readAcceptances } from '../guardrails/suppressions/acceptances';
import { ALL_OBJECTS } from '../guardrails/suppressions/subject-pattern';
import { Decisions, hasExpired, parseSuppression, Suppression } from '../guardrails/suppressions/suppression';
import { suppressibleOf } from '../guardrails/synthesis/located';
import { advisoriesIn } from '../objects/advisories-file';
import type { Manifest } from '../objects/manifest';
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
   * Violations that are accepted, each with the reason: of a rule by its id, or of one object by `<id>@<subject>`, for
   * example `SAI-IMG-003@inference/Deployment/qwen`.
   *
   * @default - none
   */
  readonly ignore?: { [ruleId: string]: string };

  /**
   * File of accepted risks, as `guardrails.Risk.write` writes it: the plug-in sees files, and not which risks were accepted
   * in code.
   *
   * @default - none
   */
  readonly acceptances?: string;

  /**
   * File of advisories that are newer than the library, as `check --advisories` reads it.
   *
   * @default - the advisories that the library knows
   */
  readonly advisories?: string;
}

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
   * @throws InputError if a invalid severity, or a risk cannot be accepted
   */
  public constructor(private readonly props: ManifestValidationProps = {}) {
    const { failOn = Severity.MEDIUM, ignore = {} } = props;
    const problems = new Problems('ManifestValidation');
    if (!SEVERITIES.includes(failOn)) {
      problems.add({
        what: 'invalid severity',
        got: failOn,
        allowed: SEVERITIES.join(', '),
        fix: 'write one of them as failOn',
      });
    }
    for (const [target, reason] of Object.entries(ignore)) {
      problems.add(...checkRule(target.split('@')[0]), ...checkReason(reason));
    }
    problems.throwIfAny();
  }

  /**
   * Reports every violation in the manifests.
   *
   * @param context `ValidationContext` of cdk8s-cli
   */
  public async validate(context: any): Promise<void> {
    const { failOn = Severity.MEDIUM, registries, advisories } = this.props;
    const rules = rulesWith(advisories === undefined ? [] : advisoriesIn(advisories));
    const suppressions = this.suppressions(context as Context);
    const decisions = new Decisions(suppressions);
    const { manifests, report } = context as Context;
    const fileOf = new Map(
      manifests.flatMap((file) =>
        (context as Context)
          .parseManifest(file)
          .filter(isManifest)
          .map((object) => [object, file] as const),
      ),
    );
    const violations = evaluateManifests([...fileOf.keys()], { registries }, rules);
    const open = violations.filter((violation) => decisions.for(suppressibleOf(violation)) === undefined);
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
    report.submit(fails ? 'failure' : 'success', accepted(suppressions, decisions));
  }

  private suppressions(context: Context): Suppression[] {
    const { ignore = {}, acceptances } = this.props;
    const ignored = Object.entries(ignore).map(([target, reason]) => parseSuppression(`${target}=${reason}`));
    if (acceptances === undefined) {
      return ignored;
    }
    const [read, found] = readAcceptances(acceptances, context.parseManifest(acceptances)[0]);
    const problems = new Problems('ManifestValidation');
    problems.add(...found);
    problems.throwIfAny();
    // what was not understood is for `check` to say
    return [...ignored, ...read.filter(({ ruleId }) => !isUnknownReason(ruleId))];
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

/** Accepted risks for the summary, with how much each covers: what covers nothing should be removed. */
function accepted(suppressions: readonly Suppression[], decisions: Decisions): Record<string, string> {
  return Object.fromEntries(
    suppressions.map((suppression) => {
      const { ruleId, subject, reason } = suppression;
      const of = subject === undefined ? ruleId : `${ruleId} of ${subject}`;
      const until = hasExpired(suppression) ? ` (expired on ${suppression.expires}: accepts nothing)` : '';
      return [`Accepted ${of}`, `${decisions.coveredBy(suppression)} violations: ${reason}${until}`];
    }),
  );
}
