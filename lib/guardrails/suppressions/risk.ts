import { IConstruct } from 'constructs';
import { checkExpiry, checkReason, checkRule } from './acceptance';
import { annotateAccepted } from './accepted-annotation';
import { AcknowledgeOptions } from './acknowledge-options';
import { ACKNOWLEDGED } from './acknowledged';
import { writeAcceptances } from './written-acceptances';
import { Problems } from '../../private/problems';
import type { CheckOptions } from '../synthesis/check-options';

/** Risks that are accepted for a construct and everything below it. */
export class Risk {
  /**
   * Risks of a construct.
   *
   * @param construct the construct; what it accepts holds for its children too
   */
  public static of(construct: IConstruct): Risk {
    return new Risk(construct);
  }

  /**
   * Writes accepted risks as an annotation on the objects that have them, for whoever looks into the cluster; no gate reads
   * it: `secure-inference.ack/accepted-risks`, a JSON list with id, reason, reference and last day of each. Call it when
   * everything is defined.
   *
   * @param scope cdk8s app, chart or construct
   */
  public static annotate(scope: IConstruct): void {
    annotateAccepted(scope);
  }

  /**
   * Writes accepted risks to a file that every gate reads: `check --acceptances` and
   * `ManifestValidation`. Each entry names rule, object, reason, reference and last day. Keep the file in the repository,
   * where a change of it is reviewed. Call it when everything is defined.
   *
   * @param scopes apps, charts or stacks
   * @param file path of the file, for example `acceptances.yaml`
   * @param options registries, as they are given to `Checks.enforceOn`
   */
  public static write(scopes: IConstruct[], file: string, options: CheckOptions = {}): void {
    writeAcceptances(scopes, file, options.registries);
  }

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Accepts the findings of a rule. What is written does not change; the findings stay in the report with the reason.
   *
   * @param options rule, reason and end
   * @throws if the rule does not exist or can never be accepted, the reason is short, or the day is past
   */
  public acknowledge(options: AcknowledgeOptions): void {
    const problems = new Problems(this.construct.node.path);
    problems.add(...checkRule(options.id), ...checkReason(options.reason), ...checkExpiry(options.expires));
    problems.throwIfAny();
    this.construct.node.addMetadata(ACKNOWLEDGED, options);
  }
}
