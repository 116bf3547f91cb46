import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { OutputCheck } from './output-check';
import { SecureGpuInferenceService } from './secure-gpu-inference-service';
import { Problems } from '../private/problems';

/** Objects that were patched before: what comes out of each is checked once. */
const checked = new WeakSet<ApiObject>();

/** Patches objects of any construct, such as the NetworkPolicies of a SecureNamespace. */
export class Patch {
  /**
   * Changes an object that a construct writes in a way that its properties do not foresee. Patches are applied last, and what comes
   * out is checked: fields that do not exist, and what the rules refuse, stop the synthesis.
   *
   * @param scope the construct, for example a `SecureNamespace`; a chart for all that it holds
   * @param object kind of the object, for example `ResourceQuota`; `<kind>/<name>` where there are several of that kind
   * @param operations JSON patch operations, https://www.rfc-editor.org/rfc/rfc6902
   * @throws InputError if there is no such object below the construct, or more than one
   */
  public static apply(scope: IConstruct, object: string, ...operations: JsonPatch[]): void {
    const [kind, name] = object.split('/');
    const all = scope.node.findAll().filter((construct) => ApiObject.isApiObject(construct)) as ApiObject[];
    const found = all.filter((each) => each.kind === kind && (name === undefined || each.name === name));
    if (found.length !== 1) {
      refuse(scope, object, found.length === 0 ? all : found);
    }
    const [target] = found;
    const service = target.node.scope;
    if (service instanceof SecureGpuInferenceService) {
      service.patch(kind, ...operations);
      return;
    }
    target.addJsonPatch(...operations);
    if (!checked.has(target)) {
      checked.add(target);
      const output = new OutputCheck(target);
      output.addPatched(target);
      target.node.addValidation(output);
    }
  }

  private constructor() {}
}

function refuse(scope: IConstruct, object: string, candidates: readonly ApiObject[]): never {
  const problems = new Problems(scope.node.path);
  problems.add({
    what: 'patch does not name one object of the construct',
    got: object,
    allowed: candidates.map(({ kind, name }) => `${kind}/${name}`).join(', ') || 'a construct that writes objects',
    fix: 'name one of these: Patch.apply(construct, "<kind>/<name>", JsonPatch.add(...))',
  });
  problems.throwIfAny();
  throw new Error('unreachable');
}
