import { InferenceEngine } from './inference-engine';
import { ModelSource } from './model-source';
import { SandboxRuntime } from '../kubernetes/sandbox-runtime';
import { Problem } from '../private/problems';

export function checkNamespace(namespace: string): Problem[] {
  return namespace
    ? []
    : [
        {
          what: 'chart has no namespace',
          got: undefined,
          allowed: 'the name of a namespace',
          fix: "give the chart one: new Chart(app, 'llm', { namespace: 'inference' })",
        },
      ];
}

export function checkFormat(model: ModelSource, engine: InferenceEngine): Problem[] {
  const { formats, name } = engine.profile;
  return formats.includes(model.format)
    ? []
    : [
        {
          what: `model format is not one that ${name} loads safely`,
          got: model.format,
          allowed: formats.join(', '),
          fix: 'convert the model, or serve it with another engine',
        },
      ];
}

/** Source: ACK documentation, "Compatibility notes": host devices cannot be passed to VM-based isolation. */
export function checkRuntime(runtime: SandboxRuntime | undefined): Problem[] {
  return runtime === SandboxRuntime.RUNV
    ? [
        {
          what: 'runv pods cannot have a gpu: ACK passes no host device into its sandbox',
          got: 'SandboxRuntime.RUNV',
          allowed: 'no runtime, or a sandbox that passes gpus through (Kata with VFIO)',
          fix:
            'run on ACS GPU pods (each in a VM of its own), on Kata with VFIO on nodes that you install, ' +
            'or on a dedicated node pool with a taint of its own',
        },
      ]
    : [];
}
