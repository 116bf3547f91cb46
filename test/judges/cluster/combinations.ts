import { join } from 'node:path';
import { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { COMBINATIONS, OUT } from './example-output';
import {
  guardrails,
  SandboxRuntime,
  SandboxRuntimeClass,
  SecureApp,
  SecureGpuInferenceService,
  SecureNamespace,
} from '../../../lib';
import {
  Combination,
  combinationsOf,
  ENGINES,
  GPUS,
  isShared,
  MESHES,
  propsOf,
  solved,
  SOURCES,
} from '../../inference/engines/combinations';
import { GATEWAY, PROMETHEUS } from '../../inference/engines/support';
import { newChart } from '../../inference/fixtures';

const SEED = 20261125;

/** Circumstances that are drawn for an engine, a GPU mode and a model source until the solver allows some. */
const DRAWS = 40;

const namesOf = <T extends object>(choices: T) => Object.keys(choices) as (keyof T)[];

/**
 * Judges see more than the examples: every engine, GPU mode and model source that the solver allows, in circumstances that
 * a seeded generator draws, is synthesized beside them.
 */
export default function writeCombinations(): void {
  // of an engine that is legacy, which is not what is asked here
  process.removeAllListeners('warning');
  const app = new SecureApp({ outdir: join(OUT, COMBINATIONS, 'k8s') });
  const charts = new Map(
    namesOf(MESHES).map((mesh) => {
      const chart = new Chart(app, mesh, { namespace: mesh });
      new SecureNamespace(chart, 'Namespace', { name: mesh, gpus: 4096, mesh: MESHES[mesh](), cloudIdentity: true });
      return [mesh, chart];
    }),
  );
  new SandboxRuntimeClass(charts.get('asm')!, 'Gvisor', SandboxRuntime.gvisor({ nodeLabels: { pool: 'gvisor' } }));
  const kata = 'kata-qemu-nvidia-gpu';
  const kataGpu = SandboxRuntime.kata({ name: kata, handler: kata, nodeLabels: { pool: 'kata' } });
  new SandboxRuntimeClass(charts.get('asm')!, 'Kata', kataGpu);
  let seed = SEED;
  for (const engine of namesOf(ENGINES)) {
    for (const gpu of namesOf(GPUS)) {
      for (const source of namesOf(SOURCES)) {
        const drawn = fc.sample(combinationsOf({ engine, gpu, source }), { seed: seed++, numRuns: DRAWS });
        // a chart of its own, since what was refused stays in its tree
        const allowed = drawn.find((combination) => solved(() => define(newChart(), combination)));
        if (allowed) {
          define(charts.get(allowed.mesh)!, allowed);
        }
      }
    }
  }
  app.synth();
}

function define(chart: Chart, combination: Combination): SecureGpuInferenceService {
  const { engine, gpu, source } = combination;
  const props = propsOf(combination);
  const name = [engine, gpu, source].join('-').toLowerCase();
  const service = new SecureGpuInferenceService(chart, name, { ...props, name });
  service.connections.allowFrom(GATEWAY);
  service.connections.allowScrapeFrom(PROMETHEUS);
  if (isShared(props.gpu)) {
    guardrails.Risk.of(service).acknowledge({ id: 'SAI-GPU-004', reason: 'nobody runs it: it is there to be judged' });
  }
  return service;
}
