import { ApiObject, App } from 'cdk8s';
import { CheckedManifests } from './checked-manifests';
import { isChecked } from './checked-object';
import { Reading } from './plain-manifest';
import { plainReader } from './plain-reader';

/** How the objects of an app are read: what `toJson` returns, in a fraction of its time where that can be. */
export function manifestReader(app: App): (object: ApiObject) => Reading {
  const read = plainReader(app);
  return (object) =>
    (object.toJson === ApiObject.prototype.toJson || isChecked(object) ? read(object) : undefined) ?? {
      manifest: object.toJson(),
      isTree: false,
    };
}

/** The same for who checks: during a synthesis each object is read once. */
export function checkingReader(app: App): (object: ApiObject) => Reading {
  const [read, checked] = [manifestReader(app), CheckedManifests.of(app)];
  return checked ? (object) => checked.read(object, read) : read;
}
