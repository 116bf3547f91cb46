import { ApiObject, ApiObjectProps, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';

/** Defines an object that has no namespace, in a chart that gives one to all of its objects. */
export function addClusterObject(scope: Construct, id: string, props: ApiObjectProps): ApiObject {
  return withoutNamespace(new ApiObject(scope, id, props));
}

/** Takes the namespace away that an object has of its chart. */
export function withoutNamespace(object: ApiObject): ApiObject {
  if (object.metadata.namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  return object;
}
