import { ApiObject, App } from 'cdk8s';
import { isKnownCdk8s } from './known-cdk8s';
import { hasBuiltInResolversOnly, plainManifest } from './plain-manifest';
import { Json } from './yaml-writer';

/** How plain objects of an app are read; undefined for what only cdk8s can read. */
export function plainReader(app: App): (object: ApiObject) => Json {
  const sortKeys = !process.env.CDK8S_DISABLE_SORT;
  return isKnownCdk8s() && hasBuiltInResolversOnly(app) ? (object) => plainManifest(object, sortKeys) : () => undefined;
}
