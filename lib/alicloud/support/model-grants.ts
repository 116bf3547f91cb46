import { IModelStore } from '../model-store';
import { PolicyStatement } from '../policy-statement';

/** What reading models in a directory takes. Listing cannot be bound to a directory by its resource. */
export function readStatements(store: IModelStore, prefix: string): PolicyStatement[] {
  const { bucketName, key } = store;
  return [
    { actions: ['oss:GetObject', 'oss:GetObjectMeta'], resources: [objectsBelow(bucketName, prefix)] },
    { actions: ['oss:ListObjects', 'oss:GetBucketInfo'], resources: [`acs:oss:*:*:${bucketName}`] },
    ...(key ? [{ actions: ['kms:Decrypt'], resources: [key.keyArn] }] : []),
  ];
}

/** What publishing models in a directory takes. Deleting is not part of it. */
export function writeStatements(store: IModelStore, prefix: string): PolicyStatement[] {
  const { bucketName, key } = store;
  return [
    {
      actions: ['oss:PutObject', 'oss:AbortMultipartUpload', 'oss:ListParts'],
      resources: [objectsBelow(bucketName, prefix)],
    },
    ...(key ? [{ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [key.keyArn] }] : []),
  ];
}

function objectsBelow(bucketName: string, prefix: string): string {
  const directory = prefix.replace(/^\/+|\/+$/g, '');
  return `acs:oss:*:*:${bucketName}/${directory}${directory && '/'}*`;
}
