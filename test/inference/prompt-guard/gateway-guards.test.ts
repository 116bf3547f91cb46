import { Chart, Testing } from 'cdk8s';
import {
  AbuseBudget,
  Caller,
  Gpu,
  ManagedGuardrail,
  ManagedGuardrailProps,
  ModelSource,
  PromptGuard,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
} from '../../../lib';
import { engine, manifest, MODEL, newChart, newService } from '../fixtures';

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: { app: 'gateway' } });
const OTHER = Caller.workload({ namespace: 'batch', serviceAccount: 'indexer' });
const SCRAPER = Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' });

const AROUND =
  'caller would go around the gateway that asks the prompt guard: got "batch/indexer"; allowed: gateway/llm-gateway';

function guardModel(chart: Chart, props: Partial<SecureGpuInferenceServiceProps> = {}): SecureGpuInferenceService {
  return new SecureGpuInferenceService(chart, 'QwenGuard', {
    engine: engine(),
    model: ModelSource.pvc({ ...MODEL, name: 'qwen3guard' }),
    gpu: Gpu.exclusive(1),
    ...props,
  });
}

/** Principals that a service lets in. */
const principals = (service: SecureGpuInferenceService): string[] =>
  manifest(service, 'AuthorizationPolicy').spec.rules.flatMap(({ from }: any) => from[0].source.principals);

describe('guard model', () => {
  test('serves the gateway, once, and nobody else', () => {
    const chart = newChart();
    const guard = guardModel(chart);
    const promptGuard = PromptGuard.model({ service: guard, gateway: GATEWAY });
    newService({ promptGuard }, chart);
    newService({ promptGuard, name: 'second' }, new Chart(chart, 'second', { namespace: 'inference' }));
    expect(principals(guard)).toEqual(['cluster.local/ns/gateway/sa/llm-gateway']);
    expect(() => guard.connections.allowFrom(OTHER)).toThrow(`[llm/QwenGuard] ${AROUND}`);
  });

  test('nobody gets around it to the engine; metrics are still read', () => {
    const chart = newChart();
    const service = newService(
      { promptGuard: PromptGuard.model({ service: guardModel(chart), gateway: GATEWAY }) },
      chart,
    );
    service.connections.allowFrom(GATEWAY);
    service.connections.allowScrapeFrom(SCRAPER);
    expect(principals(service)).toEqual([
      'cluster.local/ns/gateway/sa/llm-gateway',
      'cluster.local/ns/monitoring/sa/prometheus',
    ]);
    expect(() => service.connections.allowFrom(GATEWAY, OTHER)).toThrow(`[llm/Qwen] ${AROUND}`);
    expect(principals(service)).toHaveLength(2);
  });

  test('a guard model that others call already is refused', () => {
    const chart = newChart();
    const guard = guardModel(chart);
    guard.connections.allowFrom(OTHER);
    expect(() => newService({ promptGuard: PromptGuard.model({ service: guard, gateway: GATEWAY }) }, chart)).toThrow(
      `[llm/QwenGuard] ${AROUND}`,
    );
  });

  test('may serve two gateways, each in front of its own engine', () => {
    const chart = newChart();
    const guard = guardModel(chart);
    const second = Caller.workload({ namespace: 'edge', serviceAccount: 'edge' });
    newService({ promptGuard: PromptGuard.model({ service: guard, gateway: GATEWAY }) }, chart);
    newService(
      { promptGuard: PromptGuard.model({ service: guard, gateway: second }), name: 'second' },
      new Chart(chart, 'second', { namespace: 'inference' }),
    );
    expect(principals(guard)).toEqual(['cluster.local/ns/gateway/sa/llm-gateway', 'cluster.local/ns/edge/sa/edge']);
  });

  test.each([
    [8192, 4096, false],
    [8192, undefined, true],
    [undefined, undefined, true],
    [undefined, 4096, false],
    [4096, 4096, true],
  ])('an engine of %s tokens and a guard model of %s: %s', (most, read, allowed) => {
    const chart = newChart();
    const service = guardModel(chart, { abuseBudget: AbuseBudget.of({ contextTokens: read }) });
    const define = () =>
      newService(
        {
          promptGuard: PromptGuard.model({ service, gateway: GATEWAY }),
          abuseBudget: AbuseBudget.of({ contextTokens: most }),
        },
        chart,
      );
    if (allowed) {
      expect(define).not.toThrow();
    } else {
      expect(define).toThrow(
        `guard model reads fewer tokens than the engine takes: got ${read}; allowed: at least ${most ?? 16384}`,
      );
    }
  });

  test('says what the gateway still decides', () => {
    const chart = newChart();
    const service = newService(
      { promptGuard: PromptGuard.model({ service: guardModel(chart), gateway: GATEWAY }) },
      chart,
    );
    expect(manifest(service, 'Service').metadata.annotations).toMatchObject({
      'secure-inference.ack/residual-risk': expect.stringContaining('The gateway decides whether it asks'),
      'secure-inference.ack/manual-step': expect.stringContaining('refuse what the guard model does not answer'),
    });
  });
});

describe('managed guardrail', () => {
  const HOST = 'green-cip-vpc.cn-hangzhou.aliyuncs.com';
  const define = (props: Partial<ManagedGuardrailProps> = {}) => {
    const chart = newChart();
    const guardrail = new ManagedGuardrail(chart, 'Guardrail', { host: HOST, gateway: GATEWAY, ...props });
    return { chart, guardrail };
  };

  test('the mesh knows its host where the gateway is, and the network lets the gateway out to it', () => {
    const [entry, policy] = Testing.synth(define().chart);
    expect(entry).toMatchObject({ kind: 'ServiceEntry', metadata: { name: 'guardrail', namespace: 'gateway' } });
    expect(entry.spec).toEqual({
      hosts: [HOST],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ name: 'tls', number: 443, protocol: 'TLS' }],
      exportTo: ['.'],
    });
    expect(policy).toMatchObject({ kind: 'NetworkPolicy', metadata: { name: 'guardrail', namespace: 'gateway' } });
    expect(policy.spec).toMatchObject({ podSelector: { matchLabels: { app: 'gateway' } }, policyTypes: ['Egress'] });
    expect(policy.spec.egress).toEqual([
      expect.objectContaining({ ports: expect.arrayContaining([{ port: 53, protocol: 'UDP' }]) }),
      {
        to: [{ ipBlock: { cidr: '100.64.0.0/10', except: ['100.100.100.200/32'] } }],
        ports: [{ port: 443, protocol: 'TCP' }],
      },
    ]);
  });

  test('its addresses can be narrowed', () => {
    const [, policy] = Testing.synth(define({ cidrs: ['100.118.28.0/24'] }).chart);
    expect(policy.spec.egress[1].to).toEqual([{ ipBlock: { cidr: '100.118.28.0/24' } }]);
  });

  test('nobody gets around the gateway that asks it, and it is said that prompts leave the cluster', () => {
    const { chart, guardrail } = define();
    const service = newService({ promptGuard: PromptGuard.managed(guardrail) }, chart);
    service.connections.allowFrom(GATEWAY);
    expect(() => service.connections.allowFrom(OTHER)).toThrow(AROUND);
    expect(manifest(service, 'Service').metadata.annotations).toMatchObject({
      'secure-inference.ack/residual-risk': expect.stringContaining(`prompts leave the cluster for ${HOST}`),
    });
  });

  test.each<[Partial<ManagedGuardrailProps>, string]>([
    [{ host: '*.aliyuncs.com' }, 'host of the guardrail is not one: got "*.aliyuncs.com"'],
    [{ host: 'https://a.example.com' }, 'host of the guardrail is not one: got "https://a.example.com"'],
    [{ name: 'A' }, 'name is not a DNS label: got "A"'],
    [{ cidrs: ['0.0.0.0/0'] }, 'range of the guardrail is not a bounded IPv4 range: got "0.0.0.0/0"'],
    [{ gateway: OTHER }, 'gateway has no pod labels'],
    [
      { gateway: Caller.workload({ namespace: '*', serviceAccount: 'a', podLabels: { app: 'a' } }) },
      'namespace of a caller is not a single name: got "*"',
    ],
  ])('%j is refused', (props, message) => {
    expect(() => define(props)).toThrow(message);
  });
});
