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
  VERSIONS,
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
  const charts = new Map<string, Chart>();
  const classes = new Chart(app, 'classes');
  new SandboxRuntimeClass(classes, 'Gvisor', SandboxRuntime.gvisor({ nodeLabels: { pool: 'gvisor' } }));
  const kata = 'kata-qemu-nvidia-gpu';
  const kataGpu = SandboxRuntime.kata({ name: kata, handler: kata, nodeLabels: { pool: 'kata' } });
  new SandboxRuntimeClass(classes, 'Kata', kataGpu);
  let seed = SEED;
  for (const engine of namesOf(ENGINES)) {
    for (const gpu of namesOf(GPUS)) {
      for (const source of namesOf(SOURCES)) {
        const drawn = fc.sample(combinationsOf({ engine, gpu, source }), { seed: seed++, numRuns: DRAWS });
        // a chart of its own, since what was refused stays in its tree
        const allowed = drawn.find((combination) => solved(() => define(newChart(), combination)));
        if (allowed) {
          define(chartOf(app, charts, allowed), allowed);
        }
      }
    }
  }
  // applied first: a pod that names a RuntimeClass too early is refused
  charts.forEach((chart) => chart.addDependency(classes));
  app.synth();
}

/** A chart for each mesh and version: a namespace has one of both. */
function chartOf(app: SecureApp, charts: Map<string, Chart>, { mesh, kubernetesVersion }: Combination): Chart {
  const name = `${mesh}-${kubernetesVersion}`.toLowerCase().replace('_', '-');
  const known = charts.get(name);
  if (known) {
    return known;
  }
  const chart = new Chart(app, name, { namespace: name });
  new SecureNamespace(chart, 'Namespace', {
    ...{ name, gpus: 4096, mesh: MESHES[mesh](), cloudIdentity: true, kubernetesVersion: VERSIONS[kubernetesVersion] },
    quota: { mig: { '1g.10gb': 512 }, gpuMemoryGiB: 4096, gpuCorePercent: 100_000, devices: { 'gpu.nvidia.com': 512 } },
  });
  charts.set(name, chart);
  return chart;
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
