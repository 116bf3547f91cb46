import { findings, image } from './support';
import { InferenceEngine } from '../../../lib';
import { container, DIGEST, newService } from '../fixtures';

describe('TGI', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
  beforeEach(() => warn.mockClear());
  afterAll(() => warn.mockRestore());

  const newTgi = (options: Partial<Parameters<typeof InferenceEngine.tgi>[0]> = {}) =>
    newService({ engine: InferenceEngine.tgi({ image: image('tgi-rootless'), version: '3.3.7', ...options }) });

  test('passes the rules', () => {
    expect(findings(newTgi())).toEqual([]);
  });

  test('is warned of', () => {
    newTgi();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('maintenance mode'), {
      code: 'SECURE_INFERENCE_LEGACY_ENGINE',
    });
  });

  test.each([
    `ghcr.io/huggingface/text-generation-inference@${DIGEST}`,
    `ghcr.io/huggingface/text-generation-inference:3.3.7@${DIGEST}`,
    `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com:443/mirror/huggingface/text-generation-inference@${DIGEST}`,
  ])('%s is refused, since it runs as root only', (official) => {
    expect(() => newTgi({ image: official })).toThrow('it runs as root only');
  });

  test('listens where no right is needed, bounded', () => {
    const { args, ports } = container(newTgi());
    expect(ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
    expect(args).toEqual(
      expect.arrayContaining([
        '--model-id=/models/qwen3-8b',
        '--hostname=0.0.0.0',
        '--port=8080',
        '--max-concurrent-requests=256',
        '--usage-stats=off',
      ]),
    );
  });

  test.each([['--trust-remote-code'], ['--ngrok'], ['-p=80']])('%s is refused', (arg) => {
    expect(() => newTgi({ args: [arg] })).toThrow(/is refused|is set by the library/);
  });

  test.each([{ NGROK_AUTHTOKEN: 'a' }, { TRUST_REMOTE_CODE: 'true' }, { API_KEY: 'a' }, { CORS_ALLOW_ORIGIN: '*' }])(
    '%j is refused',
    (environment) => {
      expect(() => newTgi({ environment: environment as any })).toThrow('is refused');
    },
  );
});
