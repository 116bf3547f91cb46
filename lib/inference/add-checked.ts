import { Construct } from 'constructs';
import { EmittedObject } from './contribution';
import { OutputCheck } from './output-check';
import { CheckedObject } from '../app/checked-object';
import { withoutNamespace } from '../kubernetes/cluster-object';
import { CommonMetadata } from '../kubernetes/common-metadata';
import { MANAGED_BY } from '../kubernetes/labels';

/** Defines an object that the rules are asked about when it is written. */
export function addChecked(
  scope: Construct,
  output: OutputCheck,
  object: EmittedObject,
  common: CommonMetadata = {},
): void {
  const { apiVersion, kind, name, isClusterWide, body } = object;
  const labels = { ...common.labels, ...MANAGED_BY };
  const metadata = { name, labels, annotations: { ...common.annotations, ...object.annotations } };
  const added = new CheckedObject(scope, `${kind}-${name}`, { apiVersion, kind, metadata, ...body }, output);
  if (isClusterWide) {
    withoutNamespace(added);
  }
}
