import { NetworkModel } from './network/model';
import { Manifest } from '../objects/manifest';

/** What is in force because of some objects. Each model is built once, when a rule asks for it first. */
export class Models {
  private networkModel?: NetworkModel;

  /** @param objects as the API server stores them: fields that are null are not there */
  public constructor(public readonly objects: readonly Manifest[]) {}

  public get network(): NetworkModel {
    return (this.networkModel ??= new NetworkModel(this.objects));
  }
}
