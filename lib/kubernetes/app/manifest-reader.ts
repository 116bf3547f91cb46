import { ApiObject, App } from 'cdk8s';
import { isKnownCdk8s } from './known-cdk8s';
import { hasBuiltInResolversOnly, plainManifest } from './plain-manifest';

/** How the objects of an app are read: what `toJson` returns, in a fraction of its time where that can be. */
export function manifestReader(app: App): (object: ApiObject) => unknown {
  const sortKeys = !process.env.CDK8S_DISABLE_SORT;
  return isKnownCdk8s() && hasBuiltInResolversOnly(app)
    ? (object) => plainManifest(object, sortKeys) ?? object.toJson()
    : (object) => object.toJson();
}
