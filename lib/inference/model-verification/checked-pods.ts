import { ModelSource } from '../model-source';
import { PodSizing } from '../pod-options';

/** The pods whose model is checked. */
export interface CheckedPods {
  readonly name: string;
  readonly model: ModelSource;
  readonly sizing: PodSizing;
}

/** What the parts of a check are called. */
export interface CheckNames {
  /** Name of the init container. */
  readonly container: string;
  /** Volume of the model; that of the model which is served without it. */
  readonly as?: string;
  /** Volume of the program. */
  readonly volume?: string;
}
