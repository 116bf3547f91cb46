import { findings, image, operations } from './support';
import { InferenceEngine, SecureGpuInferenceService } from '../../../lib';
import { container, newService, podSpec } from '../fixtures';

describe('NIM', () => {
  const newNim = (options: Partial<Parameters<typeof InferenceEngine.nim>[0]> = {}) =>
    newService({ engine: InferenceEngine.nim({ image: image('qwen3-8b-nim'), version: '2.1.6', ...options }) });

  const variables = (service: SecureGpuInferenceService) =>
    Object.fromEntries(container(service).env.map(({ name, value }: any) => [name, value]));

  test('passes the rules', () => {
    expect(findings(newNim())).toEqual([]);
  });

  test('starts as its image does, with the mounted model and without a key', () => {
    const service = newNim();
    expect(container(service)).not.toHaveProperty('command');
    expect(container(service).args).toEqual(
      expect.arrayContaining(['--load-format=safetensors', '--max-num-seqs=64', '--tensor-parallel-size=1']),
    );
    expect(container(service).args.join(' ')).not.toMatch(/--host|--port|--max-num-queued-reqs/);
    expect(variables(service)).toMatchObject({
      NIM_MODEL_PATH: '/models/qwen3-8b',
      NIM_SERVED_MODEL_NAME: 'qwen3-8b',
      NIM_SERVER_PORT: '8000',
      NIM_DISABLE_MODEL_DOWNLOAD: '1',
    });
    expect(Object.keys(variables(service)).join(' ')).not.toMatch(/API_KEY|TOKEN|VLLM_PLUGINS/);
  });

  test('writes to its cache, and runs under the user of the operator', () => {
    const service = newNim();
    expect(container(service).volumeMounts).toContainEqual({ name: 'nim-cache', mountPath: '/opt/nim/.cache' });
    expect(podSpec(service).securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 2000, fsGroup: 2000 });
  });

  test('is probed by its own health routes, and scraped by its own path', () => {
    const service = newNim();
    const { readinessProbe, livenessProbe } = container(service);
    expect(readinessProbe.httpGet.path).toBe('/v1/health/ready');
    expect(livenessProbe.httpGet.path).toBe('/v1/health/live');
    findings(service);
    expect(operations(service)[1]).toEqual([{ methods: ['GET'], paths: ['/v1/metrics'], ports: ['8000'] }]);
  });

  test.each([{ NGC_API_KEY: 'a' }, { NIM_PASSTHROUGH_ARGS: '--trust-remote-code' }, { NIM_PEFT_SOURCE: '/tmp' }])(
    '%j is refused',
    (environment) => {
      expect(() => newNim({ environment: environment as any })).toThrow('is refused');
    },
  );

  test.each(['--trust-remote-code', '--port=9000'])('%s is refused', (arg) => {
    expect(() => newNim({ args: [arg] })).toThrow('is refused');
  });
});
