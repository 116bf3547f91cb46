import { Size } from 'cdk8s';
import { Gpu, InferenceEngine, ModelFormat, ModelSource, SecureGpuInferenceServiceProps, Workload } from '../../../lib';
import { findings, image } from '../../inference/engines/support';
import { manifest, newService } from '../../inference/fixtures';

const VERSIONS = { vllm: '0.33.0', sglang: '0.5.23' } as const;

function serviceOf(name: keyof typeof VERSIONS, args: string[], props: Partial<SecureGpuInferenceServiceProps> = {}) {
  return newService({ engine: InferenceEngine[name]({ image: image(name), version: VERSIONS[name], args }), ...props });
}

const GROUP = { workload: Workload.leaderWorkerSet({ size: 2 }), gpu: Gpu.exclusive(8) };

test.each([
  ['vllm', ['--no-such-flag=1'], 'vllm 0.33.0 has no argument --no-such-flag'],
  ['vllm', ['--gpu-memory-utilisation=0.9'], 'the nearest is --gpu-memory-utilization'],
  ['vllm', ['-zz', '1'], 'vllm 0.33.0 has no argument -zz'],
  ['sglang', ['--mem-fraction=0.9', '--atention-backend=fa3'], 'the nearest is --attention-backend'],
  ['vllm', ['--gpu-memory-utilization=1.5'], 'argument --gpu-memory-utilization is out of range: got "1.5"'],
  ['vllm', ['--gpu-memory-util', '0'], 'allowed: more than 0, at most 1'],
  ['vllm', ['--gpu-memory-utilization=much'], 'argument --gpu-memory-utilization is out of range'],
  ['sglang', ['--mem-fraction-static=1.5'], 'argument --mem-fraction-static is out of range'],
  ['vllm', ['--tensor-parallel-size=8'], 'got "8 × 1 × 1"; allowed: 1 GPUs × 1 nodes'],
  ['vllm', ['--data-parallel-size=4'], 'got "1 × 1 × 4"'],
  ['vllm', ['-dp', '2'], 'got "1 × 1 × 2"'],
  ['vllm', ['-pp', '2'], 'got "1 × 2 × 1"'],
  ['sglang', ['--dp-size=2'], 'got "1 × 1 × 2"'],
  ['vllm', ['-pp=2'], 'got "1 × 2 × 1"'],
  ['vllm', ['--device-memory-util=1.5'], 'argument --gpu-memory-utilization is out of range: got "1.5"'],
  ['vllm', ['--max-num-q=4'], 'argument --max-num-q is an abbreviation of several'],
  ['vllm', ['--max-num-q=4'], 'allowed: --max-num-queued-reqs, --max-num-queued-tokens'],
  ['sglang', ['--tp-lm', '--enable-p2'], 'sglang 0.5.23 has no argument --tp-lm'],
  ['sglang', ['--enable-pd'], 'allowed: --enable-pd-role-switch, --enable-pdmux'],
  ['vllm', ['--nnod=2'], 'argument --nnodes is for a replica on several nodes'],
  ['vllm', ['-n2'], 'argument -n is for a replica on several nodes'],
  ['vllm', ['--nnodes=2'], 'argument --nnodes is for a replica on several nodes'],
  ['vllm', ['--headless'], 'argument --headless is for a replica on several nodes'],
  ['sglang', ['--nccl-init-addr=a:1'], 'argument --nccl-init-addr is for a replica on several nodes'],
] as const)('%s does not start with %j', (name, args, message) => {
  expect(() => serviceOf(name, [...args])).toThrow(message);
});

test.each([
  ['vllm', ['--gpu-memory-utilization=0.95'], 1],
  ['vllm', ['--gpu-memory-util', '1'], 1],
  ['vllm', ['--no-enable-prefix-caching', '--enforce-eager'], 1],
  ['vllm', ['--no-enable-prefix-cach', '--disable-custom-all', '-O3', '-O', '2'], 1],
  ['sglang', ['--tp', '2'], 2],
  ['vllm', ['-tp', '2', '-pp=2'], 4],
  ['vllm', ['--tensor-parallel-size=1', '--data-parallel-size=4'], 4],
  ['vllm', ['--tensor-parallel-size=8', '-tp', '4'], 4],
  ['sglang', ['--tp-size=2', '--dp-size=2'], 4],
  ['sglang', ['--dp-size=2', '--enable-dp-attention'], 2],
] as const)('%s starts with %j on %d GPUs', (name, args, gpus) => {
  expect(findings(serviceOf(name, [...args], { gpu: Gpu.exclusive(gpus) }))).toEqual([]);
});

test('flags of a later version than the described one are not known', () => {
  const newer = InferenceEngine.vllm({ image: image('vllm'), version: '0.34.0', args: ['--no-such-flag'] });
  expect(() => newService({ engine: newer })).not.toThrow();
});

test('SGLang serves on several nodes, and the workload says how they meet', () => {
  const service = serviceOf('sglang', [], {
    ...GROUP,
    model: ModelSource.pvc({ name: 'm', claimName: 'm', format: ModelFormat.SAFETENSORS, size: Size.gibibytes(1) }),
  });
  expect(findings(service)).toEqual([]);
  const { leaderTemplate, workerTemplate } = manifest(service, 'LeaderWorkerSet').spec.leaderWorkerTemplate;
  for (const { spec } of [leaderTemplate, workerTemplate]) {
    const [{ args, env }] = spec.containers;
    expect(args).toEqual(
      expect.arrayContaining([
        '--tp-size=8',
        '--nnodes=2',
        '--node-rank=$(LWS_WORKER_INDEX)',
        '--dist-init-addr=$(LWS_LEADER_ADDRESS):20000',
        '--pp-size=2',
      ]),
    );
    expect(env).toContainEqual({ name: 'SGLANG_HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } });
  }
});

test('what the workload sets for a group may not be set again', () => {
  expect(() => serviceOf('vllm', ['-pp', '4'], GROUP)).not.toThrow('GPUs of a replica');
  expect(() => serviceOf('vllm', ['--pipeline-parallel-size=4'], GROUP)).toThrow('what the workload sets');
});
