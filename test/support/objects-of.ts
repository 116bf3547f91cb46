import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/** Objects that a construct and those below it write. */
export function objectsOf(scope: IConstruct): any[] {
  return scope.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
}
