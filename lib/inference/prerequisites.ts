import { InferenceEngine } from './inference-engine';
import { ModelSource } from './model-source';
import type { Workload } from './workload';
import { checkName } from '../kubernetes/names';
import { checkNotSystem } from '../kubernetes/namespace-fit';
import { Problem } from '../private/problems';

export function checkNamespace(namespace: string): Problem[] {
  return namespace
    ? checkNotSystem(namespace)
    : [
        {
          what: 'chart has no namespace',
          got: undefined,
          allowed: 'the name of a namespace',
          fix: "give the chart one: new Chart(app, 'llm', { namespace: 'inference' })",
        },
      ];
}

/** Arguments may name files of models that are mounted, and of no others. */
export function checkModelPaths(engine: InferenceEngine, models: readonly ModelSource[]): Problem[] {
  const mounted = models.map(({ name }) => name);
  return engine.args.flatMap((arg) =>
    [...arg.matchAll(/\/models\/([^/\s,"'}:]+)/g)]
      .filter(([, name]) => !mounted.includes(name))
      .map(([path]) => ({
        what: 'an argument names a model that is not mounted',
        got: arg,
        allowed: models.map(({ mountPath }) => mountPath).join(', '),
        fix: `declare it in adapters or as draftModel, with a source that is called like ${path}`,
      })),
  );
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

/** A queue that nobody reads would look like one. */
export function checkQueue(queue: string | undefined, workload: Workload): Problem[] {
  if (queue === undefined || workload._isQueued) {
    return queue === undefined ? [] : checkName('queue', queue);
  }
  return [
    {
      what: 'Kueue does not read the queue of this workload',
      got: queue,
      allowed: 'Workload.deployment() or Workload.leaderWorkerSet(...)',
      fix: 'use one of them, or leave out `queue`',
    },
  ];
}
