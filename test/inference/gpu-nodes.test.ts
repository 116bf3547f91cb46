import { newService, podSpec } from './fixtures';
import { Gpu, GpuNodes } from '../../lib';

/** Keys that only ACK knows. */
const OF_ACK = /aliyun\.(com|accelerator)|alibabacloud|ack\.node/;

const SHAPES = {
  exclusive: (nodes?: GpuNodes) => Gpu.exclusive(2, { nodes }),
  mig: (nodes?: GpuNodes) => Gpu.mig('1g.10gb', 1, { nodes }),
};

describe.each(Object.entries(SHAPES))('%s', (_, gpu) => {
  test('is for nodes of ACK unless others are named', () => {
    expect(podSpec(newService({ gpu: gpu() })).affinity).toEqual(
      podSpec(newService({ gpu: gpu(GpuNodes.ack()) })).affinity,
    );
    expect(JSON.stringify(podSpec(newService({ gpu: gpu() })).affinity)).toContain('aliyun.accelerator/nvidia_count');
  });

  test('asks for labels of other clusters, and for nothing of ACK', () => {
    const nodes = GpuNodes.labelled({ 'cloud.google.com/gke-accelerator': 'nvidia-l4', pool: 'gpu' });
    const spec = podSpec(newService({ gpu: gpu(nodes) }));
    const [term] = spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    expect(term.matchExpressions).toEqual([
      { key: 'cloud.google.com/gke-accelerator', operator: 'In', values: ['nvidia-l4'] },
      { key: 'pool', operator: 'In', values: ['gpu'] },
    ]);
    expect(JSON.stringify(spec)).not.toMatch(OF_ACK);
    expect(spec.tolerations).toContainEqual({ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' });
  });

  test('leaves the choice to the scheduler where any node will do', () => {
    const service = newService({ gpu: gpu(GpuNodes.any()) });
    expect(podSpec(service)).not.toHaveProperty('affinity');
    expect(JSON.stringify(podSpec(service))).not.toMatch(OF_ACK);
    expect(gpu(GpuNodes.any()).schedulingMode).toBeUndefined();
  });
});

test.each([
  [Gpu.exclusive(1, { nodes: GpuNodes.labelled({}) }), 'GPU nodes have no labels'],
  [Gpu.mig('1g.10gb', 1, { nodes: GpuNodes.labelled({}) }), 'GPU nodes have no labels'],
  [Gpu.exclusive(1, { card: 'NVIDIA-A10', nodes: GpuNodes.any() }), 'card is chosen by a label that only ACK gives'],
  [
    Gpu.exclusive(1, { card: 'NVIDIA-A10', nodes: GpuNodes.labelled({ a: 'b' }) }),
    'card is chosen by a label that only ACK gives',
  ],
])('what no node can have is refused (%#)', (gpu, message) => {
  expect(() => newService({ gpu })).toThrow(`[llm/Qwen] ${message}`);
});
