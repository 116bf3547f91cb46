import { Size } from 'cdk8s';
import { findings, image, operations } from './support';
import { AbuseBudget, InferenceEngine, ModelFormat, ModelSource, SecureGpuInferenceServiceProps } from '../../../lib';
import { container, manifest, newService, podSpec } from '../fixtures';

describe('Triton', () => {
  const newTriton = (
    options: Partial<Parameters<typeof InferenceEngine.triton>[0]> = {},
    props: Partial<SecureGpuInferenceServiceProps> = {},
  ) =>
    newService({
      engine: InferenceEngine.triton({ image: image('tritonserver'), version: '26.09', ...options }),
      model: ModelSource.pvc({
        name: 'resnet50',
        claimName: 'models',
        format: ModelFormat.ONNX,
        size: Size.gibibytes(1),
      }),
      ...props,
    });

  test('passes the rules', () => {
    expect(findings(newTriton())).toEqual([]);
  });

  test('serves the mounted model as it was verified, and over HTTP only', () => {
    const service = newTriton({}, { abuseBudget: AbuseBudget.of({ bodyMebibytes: 2 }) });
    const { command, args, volumeMounts } = container(service);
    expect(command).toEqual(['tritonserver']);
    expect(args).toEqual(
      expect.arrayContaining([
        '--model-repository=/models',
        '--model-control-mode=none',
        '--disable-auto-complete-config',
        '--http-max-input-size=2097152',
        '--allow-grpc=false',
        '--allow-client-shm=false',
      ]),
    );
    expect(volumeMounts).toContainEqual({ name: 'model', mountPath: '/models/resnet50', readOnly: true });
  });

  test('a flag of a later release is left away', () => {
    const waivers = ['CVE-2026-24206', 'CVE-2026-24207', 'CVE-2026-24208', 'CVE-2026-24209'].map((advisory) => ({
      advisory,
      reason: 'the mesh is the only way in, until the update in October',
      expires: '2999-12-31',
    }));
    const { args } = container(newTriton({ version: '26.03', waivers }));
    expect(args.join(' ')).not.toContain('--allow-client-shm');
  });

  test('runs under the user of the image, unless another is given', () => {
    expect(podSpec(newTriton()).securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
    expect(podSpec(newTriton({}, { pod: { user: 2000 } })).securityContext).toMatchObject({ runAsUser: 2000 });
  });

  test('callers reach the served model, the scraper another port', () => {
    const service = newTriton();
    expect(findings(service)).toEqual([]);
    const [callers, scraper] = operations(service);
    expect(callers).toEqual([
      {
        methods: ['POST'],
        paths: [
          '/v2/models/resnet50/infer',
          '/v2/models/resnet50/generate',
          '/v2/models/resnet50/generate_stream',
          '/v2/models/resnet50/versions/{*}/infer',
          '/v2/models/resnet50/versions/{*}/generate',
          '/v2/models/resnet50/versions/{*}/generate_stream',
        ],
        ports: ['8000'],
      },
      {
        methods: ['GET'],
        paths: [
          '/v2/models/resnet50',
          '/v2/models/resnet50/ready',
          '/v2/models/resnet50/versions/{*}',
          '/v2/models/resnet50/versions/{*}/ready',
        ],
        ports: ['8000'],
      },
    ]);
    expect(scraper).toEqual([{ methods: ['GET'], paths: ['/metrics'], ports: ['8002'] }]);
    expect(manifest(service, 'NetworkPolicy').spec.ingress).toMatchObject([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } } }],
        ports: [{ port: 8000 }],
      },
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        // the second is the agent of the sidecar
        ports: [{ port: 8002 }, { port: 15020 }],
      },
    ]);
  });

  test('both ports have names, on the container and on the Service', () => {
    const service = newTriton();
    expect(container(service).ports).toEqual([
      { name: 'http', containerPort: 8000, protocol: 'TCP' },
      { name: 'metrics', containerPort: 8002, protocol: 'TCP' },
    ]);
    expect(manifest(service, 'Service').spec.ports).toMatchObject([
      { name: 'http', port: 8000, targetPort: 'http' },
      { name: 'metrics', port: 8002, targetPort: 'metrics' },
    ]);
  });

  test.each([
    '--model-control-mode=explicit',
    '--model-store=/home/app',
    '--allow-grpc=true',
    '--backend-dir=/tmp',
    '--log-verbose=1',
    '--allow-client-shm=true',
  ])('%s is refused', (arg) => {
    expect(() => newTriton({ args: [arg] })).toThrow(/is refused|is set by the library/);
  });

  test('safetensors are refused: Triton would need a backend that runs Python', () => {
    expect(() =>
      newTriton(
        {},
        {
          model: ModelSource.pvc({
            name: 'a',
            claimName: 'a',
            format: ModelFormat.SAFETENSORS,
            size: Size.gibibytes(1),
          }),
        },
      ),
    ).toThrow('model format is not one that triton loads safely');
  });

  test('a release before the fixes is refused', () => {
    expect(() => newTriton({ version: '25.06' })).toThrow('CVE-2025-23319');
  });
});
