import { IConstruct } from 'constructs';
import { checkExpiry, checkReason, checkRule } from './acceptance';
import { annotateAccepted } from './accepted-annotation';
import { ACKNOWLEDGED } from './acknowledged';
import { writeAcceptances } from './written-acceptances';
import { Problems } from '../../private/problems';
import type { CheckOptions } from '../synthesis/checks';

/** A risk that a person accepts. */
export interface AcknowledgeOptions {
  /** Rule, for example `SAI-POD-003`. */
  readonly id: string;

  /**
   * Accepts findings of the rule at this place only: an object (`Deployment/legacy`, with or without `<namespace>/` before
   * it), a path (`spec.template.spec.containers[0]`), or both with a space between them. The whole text is compared; `*`
   * stands for any characters but a slash.
   *
   * @default - every finding of the rule
   */
  readonly finding?: string;

  /** Why the risk is acceptable, at least 20 characters. */
  readonly reason: string;

  /**
   * Where the decision is recorded, for example a ticket.
   *
   * @default - nowhere else
   */
  readonly reference?: string;

  /**
   * Last day on which it is accepted, `YYYY-MM-DD` (UTC).
   *
   * @default - it does not expire
   */
  readonly expires?: string;
}

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
   * Writes accepted risks to a file that every gate reads: `check --acceptances`, `policies --acceptances` and
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
