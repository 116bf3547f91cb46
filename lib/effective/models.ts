import { Start, startsOf } from './commands/starts';
import { MeshModel } from './mesh/model';
import { NetworkModel } from './network/model';
import { EffectivePod, effectivePodsOf } from './pods';
import { RightsModel } from './rights/model';
import { withoutNulls } from '../objects/defaults';
import { Manifest } from '../objects/manifest';

/** What is in force because of some objects. Each model is built once, when a rule asks for it first. */
export class Models {
  private knownPods?: readonly EffectivePod[];
  private knownStarts?: readonly Start[];
  private networkModel?: NetworkModel;
  private meshModel?: MeshModel;
  private rightsModel?: RightsModel;

  /** @param objects as the API server stores them: fields that are null are not there */
  public constructor(public readonly objects: readonly Manifest[]) {}

  public get pods(): readonly EffectivePod[] {
    return (this.knownPods ??= effectivePodsOf(this.objects));
  }

  public get starts(): readonly Start[] {
    return (this.knownStarts ??= startsOf(this.objects, this.pods));
  }

  public get network(): NetworkModel {
    return (this.networkModel ??= new NetworkModel(this.objects, this.pods));
  }

  public get mesh(): MeshModel {
    return (this.meshModel ??= new MeshModel(this.objects));
  }

  public get rights(): RightsModel {
    return (this.rightsModel ??= new RightsModel(this.objects, this.pods));
  }
}

/** Models of objects as they are written. */
export function modelsOf(objects: readonly Manifest[]): Models {
  return new Models(objects.map(withoutNulls));
}
