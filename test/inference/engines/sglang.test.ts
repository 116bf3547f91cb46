import { findings, GATEWAY, image, operations } from './support';
import { Gpu, InferenceEngine } from '../../../lib';
import { container, manifest, newService } from '../fixtures';

describe('SGLang', () => {
  const newSglang = (args: string[] = []) =>
    newService({
      engine: InferenceEngine.sglang({ image: image('sglang'), version: '0.5.23', args }),
      gpu: Gpu.exclusive(4),
    });

  test('passes the rules', () => {
    expect(findings(newSglang())).toEqual([]);
  });

  test('starts the server with the verified model on every GPU, bounded', () => {
    const { command, args, env } = container(newSglang());
    expect(command).toEqual(['python3', '-m', 'sglang.launch_server']);
    expect(args).toEqual(
      expect.arrayContaining([
        '--model-path=/models/qwen3-8b',
        '--port=30000',
        '--tp-size=4',
        '--load-format=safetensors',
        '--max-queued-requests=192',
        '--enable-metrics',
      ]),
    );
    expect(env).toContainEqual({ name: 'SGLANG_USE_PICKLE_IPC', value: '0' });
    expect(env).toContainEqual({ name: 'HF_HUB_OFFLINE', value: '1' });
  });

  test('is reached and probed on its own port', () => {
    const service = newSglang();
    const { ports, readinessProbe, livenessProbe } = container(service);
    expect(ports).toEqual([{ name: 'http', containerPort: 30000, protocol: 'TCP' }]);
    expect(readinessProbe.httpGet).toEqual({ path: '/ready', port: 'http' });
    expect(livenessProbe.httpGet).toEqual({ path: '/health', port: 'http' });
    expect(manifest(service, 'Service').spec.ports).toMatchObject([{ port: 30000, targetPort: 'http' }]);
    service.connections.allowFrom(GATEWAY);
    expect(manifest(service, 'NetworkPolicy').spec.ingress).toMatchObject([{ ports: [{ port: 30000 }] }]);
  });

  test('callers reach the API of OpenAI, the scraper the metrics, nobody the weights', () => {
    const service = newSglang();
    findings(service);
    const [callers, scraper] = operations(service);
    expect(callers).toContainEqual({
      methods: ['POST'],
      paths: expect.arrayContaining(['/v1/chat/completions']),
      ports: ['30000'],
    });
    expect(callers).toContainEqual({ methods: ['GET'], paths: ['/v1/models', '/v1/models/{**}'], ports: ['30000'] });
    expect(scraper).toEqual([{ methods: ['GET'], paths: ['/metrics'], ports: ['30000'] }]);
    expect(JSON.stringify([callers, scraper])).not.toMatch(/weights|generate|flush|lora/);
  });

  test.each(['--trust-remote-code', '--enable_custom_logit_processor', '--load-format=auto'])(
    '%s is refused',
    (arg) => {
      expect(() => newSglang([arg])).toThrow('is refused');
    },
  );
});
