import { Chart, Testing } from 'cdk8s';
import { DIGEST, newChart, newService, podSpec } from './fixtures';
import { NODE, VERIFIED_MODEL as PROPS } from './verified-model-props';
import { CloudIdentity, ModelVerification, VerifiedModel, VerifiedModelProps, VerifiedModelsOnly } from '../../lib';

const DIRECTORY = DIGEST.replace(':', '-');

function newModel(props: Partial<VerifiedModelProps> = {}, chart = newChart()) {
  const model = new VerifiedModel(chart, 'Qwen3', { ...PROPS, ...props });
  const objects: any[] = Testing.synth(chart);
  const find = (kind: string, part: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name.includes(part));
  return { model, chart, objects, find, pod: (part: string) => find('Job', part).spec.template.spec };
}

test('breaks no rule', () => {
  expect(newModel().model.node.validate()).toEqual([]);
});

test('an inventory is written beside the model, where it is asked for', () => {
  const args = (props: Partial<VerifiedModelProps>) => newModel(props).pod('publish').containers[0].args as string[];
  expect(args({ sbom: true })).toEqual([
    ...args({}),
    `--sbom=/published/${DIRECTORY}.cdx.json`,
    '--sbom-name=qwen3-8b',
  ]);
});

test('what fetches has the role and reaches the store, and writes only where nobody serves from', () => {
  const { find, pod } = newModel();
  const { initContainers, containers, volumes, serviceAccountName } = pod('fetch');
  const [fetch] = initContainers;
  expect(serviceAccountName).toBe('qwen3-fetch');
  expect(fetch).toMatchObject({ command: ['ossutil'], args: PROPS.fetch.args });
  expect(fetch.env).toEqual(
    expect.arrayContaining([
      { name: 'MODEL_DIRECTORY', value: `/incoming/${DIRECTORY}` },
      { name: 'ALIBABA_CLOUD_ROLE_ARN', value: 'acs:ram::1:role/model-fetcher' },
    ]),
  );
  expect(volumes.map((volume: any) => volume.persistentVolumeClaim?.claimName).filter(Boolean)).toEqual(['incoming']);
  expect(JSON.stringify(containers)).not.toContain('rrsa');
  expect(JSON.stringify(pod('fetch'))).not.toContain('nvidia.com/gpu');
  const { egress, ingress } = find('NetworkPolicy', 'fetch').spec;
  expect(ingress).toEqual([]);
  expect(egress).toEqual([
    expect.objectContaining({ ports: expect.arrayContaining([{ port: 53, protocol: 'UDP' }]) }),
    {
      to: [{ ipBlock: { cidr: '100.64.0.0/10', except: ['100.100.100.200/32'] } }],
      ports: [{ port: 443, protocol: 'TCP' }],
    },
  ]);
});

test('what verifies has neither network nor token, and reads what was fetched', () => {
  const { find, pod } = newModel();
  const { containers, volumes, automountServiceAccountToken } = pod('publish');
  expect(find('NetworkPolicy', 'publish').spec).toMatchObject({ egress: [], ingress: [] });
  expect(find('NetworkPolicy', 'publish').spec.podSelector.matchLabels).toEqual(
    expect.objectContaining({ 'secure-inference.ack/model-stage': 'publish' }),
  );
  expect(automountServiceAccountToken).toBe(false);
  expect(JSON.stringify(volumes)).not.toContain('serviceAccountToken');
  expect(volumes).toContainEqual({
    name: 'incoming',
    persistentVolumeClaim: { claimName: 'incoming', readOnly: true },
  });
  expect(containers[0].args).toEqual([
    '/model-guard/model-guard.js',
    'publish',
    `/incoming/${DIRECTORY}`,
    `--to=/published/${DIRECTORY}`,
    `--when=/incoming/${DIRECTORY}.fetched`,
    '--weights=safetensors',
    `--digest=${DIGEST}`,
    `--signature=/incoming/${DIRECTORY}/model.sig`,
    '--public-key=/model-guard/signer.pub',
  ]);
});

test('headers are not all that is verified', () => {
  const { pod } = newModel({ verification: ModelVerification.headers({ image: NODE }) });
  const [{ args }] = pod('publish').containers;
  expect(args).toContain(`--digest=${DIGEST}`);
  expect(args).not.toContain('--headers-only');
});

test('services mount exactly that digest, read-only, and carry it', () => {
  const { model, chart } = newModel();
  const service = newService({ model: model.source }, chart);
  const pod = podSpec(service);
  expect(pod.volumes).toContainEqual({
    name: 'model',
    persistentVolumeClaim: { claimName: 'published', readOnly: true },
  });
  expect(pod.containers[0].volumeMounts).toContainEqual({
    name: 'model',
    mountPath: '/models/qwen3-8b',
    readOnly: true,
    subPath: DIRECTORY,
  });
  const deployment: any = service.object('Deployment').toJson();
  expect(deployment.spec.template.metadata.annotations).toMatchObject({ 'secure-inference.ack/model-digest': DIGEST });
});

test('another digest is another job, and another record', () => {
  const other = `sha256:${'1'.repeat(64)}`;
  const names = [DIGEST, other].map((digest) => newModel({ digest }).find('Job', 'publish').metadata.name);
  expect(new Set(names).size).toBe(2);
  const { find } = newModel();
  expect(find('ValidatingAdmissionPolicyBinding', 'verified').spec.paramRef).toEqual({
    name: names[0],
    namespace: 'inference',
    parameterNotFoundAction: 'Deny',
  });
});

const REFUSED: [string, Partial<VerifiedModelProps>, string][] = [
  ['half a digest', { digest: 'sha256:0' }, 'invalid digest of the model'],
  [
    'two digests',
    { verification: ModelVerification.digest({ image: NODE, digest: `sha256:${'1'.repeat(64)}` }) },
    'model is verified by another digest than it has',
  ],
  ['one volume', { incomingClaim: 'published' }, 'model is fetched to the volume that it is served from'],
  ['no claim', { incomingClaim: 'In Coming' }, 'claim that the model is fetched to is not a DNS label'],
  ['a tag', { fetch: { ...PROPS.fetch, image: 'ossutil:2' } }, 'image of the program that fetches is not pinned'],
  [
    'no target',
    { fetch: { ...PROPS.fetch, args: ['cp'] } },
    'arguments of the program that fetches do not say where to',
  ],
  [
    'the internet',
    { fetch: { ...PROPS.fetch, storeCidrs: ['0.0.0.0/0'] } },
    'address range of the store is not a bounded',
  ],
  [
    'an ARN for a role',
    {
      fetch: { ...PROPS.fetch, identity: CloudIdentity.rrsa({ roleName: 'acs:ram::1:role/x', region: 'cn-hangzhou' }) },
    },
    'RAM role of the service is not one',
  ],
  ['another image', { verification: ModelVerification.headers({ image: 'node:22' }) }, 'is not pinned by digest'],
];

test.each(REFUSED)('%s is refused', (_, props, message) => {
  expect(() => newModel(props)).toThrow(message);
});

test('a name that is too long for a job is refused', () => {
  expect(() => new VerifiedModel(newChart(), 'x'.repeat(50), PROPS)).toThrow('name of the jobs has');
});

test('a policy is about models of one namespace', () => {
  expect(() => new VerifiedModelsOnly(newChart(), 'Only', { models: [] })).toThrow('are in different namespaces');
  const { model, chart } = newModel();
  const other = new Chart(Testing.app(), 'other', { namespace: 'other' });
  const stranger = new VerifiedModel(other, 'Qwen3', PROPS);
  expect(() => new VerifiedModelsOnly(chart, 'Only', { models: [model, stranger] })).toThrow('inference, other');
  expect(new VerifiedModelsOnly(chart, 'Fine', { models: [model] }).node.validate()).toEqual([]);
});
