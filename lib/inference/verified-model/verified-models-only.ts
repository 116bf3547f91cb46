import { Construct } from 'constructs';
import { addChecked } from '../add-checked';
import { checkNamespaces } from './checks';
import { servedPolicy } from './record-policy';
import { VerifiedModel } from './verified-model';
import { nameFromId } from '../../kubernetes/names';
import { joinedName } from '../../private/joined-name';
import { Problems } from '../../private/problems';
import { OutputCheck } from '../output-check';

/** Properties of `VerifiedModelsOnly`. */
export interface VerifiedModelsOnlyProps {
  /** Models that may be served, all of one namespace. */
  readonly models: VerifiedModel[];
}

/**
 * Makes a namespace refuse pods that serve anything but verified models: servers that carry no digest of one, and mounts
 * of a published volume that can write, or see another model than the one whose digest the pod carries.
 *
 * Pods of the jobs that publish are left out, by their service accounts: whoever may make pods with these can write to
 * the volume.
 */
export class VerifiedModelsOnly extends Construct {
  /**
   * Defines the admission policy.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param props models
   * @throws InputError if there is no model, or if they are of several namespaces
   */
  public constructor(scope: Construct, id: string, props: VerifiedModelsOnlyProps) {
    super(scope, id);
    const namespaces = [...new Set(props.models.map(({ namespace }) => namespace))];
    const problems = new Problems(this.node.path);
    problems.add(...checkNamespaces(namespaces));
    problems.throwIfAny();
    const [namespace] = namespaces;
    const output = new OutputCheck(this);
    this.node.addValidation(output);
    servedPolicy({
      policy: joinedName([namespace, nameFromId(id)], ''),
      namespace,
      digests: props.models.map(({ digest }) => digest),
      claims: [...new Set(props.models.map(({ _claim }) => _claim))],
      publishers: props.models.map(({ _publisher }) => _publisher),
    }).forEach((object) => addChecked(this, output, object));
  }
}
