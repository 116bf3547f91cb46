import { SecureGpuInferenceService } from '../secure-gpu-inference-service';

/** Properties of `EndpointPicker`. */
export interface EndpointPickerProps {
  /** The service among whose replicas it chooses, in the namespace of the chart, with vLLM as its engine. */
  readonly service: SecureGpuInferenceService;

  /** Image of the picker, by digest: `epp` of the Gateway API Inference Extension, release 1.5. */
  readonly image: string;

  /** Address ranges of the API server, from which the picker learns of replicas. */
  readonly apiServerCidrs: string[];

  /**
   * Port of the API server: 6443 on ACK, 443 on most other platforms.
   *
   * @default 6443
   */
  readonly apiServerPort?: number;

  /**
   * Pods of the picker. All of them answer; each knows only of the prompts that it has seen itself.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Name of every object but the pool, which has that of the service.
   *
   * @default - the name of the service, and `-picker`
   */
  readonly name?: string;
}
