import { ApiObject, App } from 'cdk8s';
import { isKnownCdk8s } from './known-cdk8s';
import { hasBuiltInResolversOnly, plainManifest, Reading } from './plain-manifest';

/** How plain objects of an app are read; undefined for what only cdk8s can read. */
export function plainReader(app: App): (object: ApiObject) => Reading | undefined {
  const sortKeys = !process.env.CDK8S_DISABLE_SORT;
  return isKnownCdk8s() && hasBuiltInResolversOnly(app) ? (object) => plainManifest(object, sortKeys) : () => undefined;
}
