import { IModelStore } from '../model-store';
import { checkKnown, checkPattern } from './known';
import { Problem } from '../../private/problems';
import { PolicyStatement } from '../policy-statement';

/** Problems of a directory of models, which is part of what a role may reach. */
export function checkPrefix(prefix: string): Problem[] {
  return checkPattern('directory of the model', prefix, /^[^*?]*$/, {
    allowed: 'a directory without * or ?, for example qwen3-8b/v1',
    fix: 'grant each directory by itself',
  });
}

/** Problems of a store that pods read through the internal endpoint, which is that of their own region. */
export function checkStoreRegion({ region }: IModelStore, ofPods: string): Problem[] {
  return checkKnown(region, (got) =>
    checkKnown(ofPods, (allowed) =>
      got === allowed
        ? []
        : [
            {
              what: 'bucket is in another region than the pods that read it',
              got,
              allowed,
              fix: 'replicate the bucket to the region of the cluster, and grant that one',
            },
          ],
    ),
  );
}

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
