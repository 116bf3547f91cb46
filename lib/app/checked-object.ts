import { ApiObject, ApiObjectProps, App } from 'cdk8s';
import { Construct } from 'constructs';
import { plainReader } from './plain-reader';

/** Sees each object as it is written. */
export interface OutputWitness {
  /** @throws if the object is not what was checked and does not pass now */
  confirm(object: ApiObject, manifest: unknown): void;
}

/** An object that is shown to a witness before it is written, and read in a fraction of the time of others. */
export class CheckedObject extends ApiObject {
  public constructor(
    scope: Construct,
    id: string,
    props: ApiObjectProps,
    private readonly witness: OutputWitness,
  ) {
    super(scope, id, props);
  }

  public toJson(): unknown {
    const manifest = plainReader(App.of(this))(this)?.manifest ?? super.toJson();
    this.witness.confirm(this, manifest);
    return manifest;
  }
}

/** `instanceof` would say yes to every object: cdk8s defines it by a mark that all have. */
export function isChecked(object: ApiObject): boolean {
  return object.toJson === CheckedObject.prototype.toJson;
}
