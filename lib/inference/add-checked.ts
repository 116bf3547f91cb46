import { Construct } from 'constructs';
import { EmittedObject } from './contribution';
import { OutputCheck } from './output-check';
import { CheckedObject } from '../app/checked-object';
import { withoutNamespace } from '../kubernetes/cluster-object';
import { MANAGED_BY } from '../kubernetes/labels';

/** Defines an object that the rules are asked about when it is written. */
export function addChecked(scope: Construct, output: OutputCheck, object: EmittedObject): void {
  const { apiVersion, kind, name, annotations, isClusterWide, body } = object;
  const metadata = { name, labels: MANAGED_BY, annotations };
  const added = new CheckedObject(scope, `${kind}-${name}`, { apiVersion, kind, metadata, ...body }, output);
  if (isClusterWide) {
    withoutNamespace(added);
  }
}
