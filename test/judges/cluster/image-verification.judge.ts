import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Cluster } from './cluster';
import { ImageVerification } from '../../../lib';
import { CERTIFICATE, PUBLIC_KEY } from '../../support/signers';
import { GO, judge } from '../support/judge';

const NAMESPACE = 'signed';
const namespaces = [NAMESPACE];
const keys = [{ name: 'release', publicKey: PUBLIC_KEY }];
const injectedImages = ['registry.example.com/acs/'];

/** The longest form of each, so that the schema sees every field. */
const VERIFIERS: Record<string, (scope: Construct) => ImageVerification> = {
  kritis: (scope) =>
    ImageVerification.kritis(scope, 'Kritis', { namespaces, authorities: [{ ...keys[0], keyId: 'key-1' }] }),
  ratify: (scope) =>
    ImageVerification.ratify(scope, 'Ratify', {
      ...{ namespaces, certificates: [CERTIFICATE], registryInstanceId: 'cri-1' },
      trustedIdentities: ['x509.subject: C=CN, ST=Zhejiang, O=Acme'],
    }),
  'policy-controller': (scope) =>
    ImageVerification.policyController(scope, 'Sigstore', {
      images: ['registry.example.com/ai/'],
      keys,
      injectedImages,
    }),
  kyverno: (scope) =>
    ImageVerification.kyverno(scope, 'Kyverno', {
      ...{ namespaces, keys, certificates: [CERTIFICATE], injectedImages, pullSecrets: ['acr'] },
    }),
};

function objectsOf(build: (scope: Construct) => ImageVerification): string {
  const chart = new Chart(Testing.app(), 'policies');
  build(chart);
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: Testing.synth(chart) });
}

const container = (image: string) => ({
  name: 'engine',
  image: `registry.example.com/ai/${image}@sha256:${'0'.repeat(64)}`,
});
const pod = (name: string, namespace: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    // an owner that the pod makes up
    metadata: {
      ...{ name, namespace },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'x', uid: 'x', controller: true }],
    },
    spec: { automountServiceAccountToken: false, containers: [container('one')] },
  });

judge('image verification in a cluster', [GO], () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start();
    for (const namespace of [NAMESPACE, 'other']) {
      cluster.must(['create', 'namespace', namespace]);
      await cluster.eventually(
        () => cluster.kubectl(['get', 'serviceaccount', 'default', '-n', namespace]).ok,
        (there) => there,
      );
    }
  });

  afterAll(() => cluster?.stop());

  test.each(Object.entries(VERIFIERS))('every object of %s has the fields of its definition', (_, build) => {
    const { ok, stderr } = cluster.create(objectsOf(build));
    expect({ ok, stderr }).toEqual({ ok: true, stderr: '' });
  });

  describe('pods without a controller, beside kritis', () => {
    test('the type checker has no warning', async () => {
      const { status } = await cluster.eventually(
        () => cluster.get('validatingadmissionpolicy', 'kritis-no-bare-pods'),
        (policy) => policy.status?.observedGeneration === policy.metadata.generation,
      );
      expect(status.typeChecking).toEqual({});
    });

    test('are refused, also with an owner that they make up, and elsewhere are not', async () => {
      const answer = await cluster.eventually(
        () => cluster.kubectl(['create', '--dry-run=server', '-f', '-'], pod('bare', NAMESPACE)),
        ({ ok }) => !ok,
      );
      expect(answer.stderr).toContain('signatures of pods without a controller are not verified');
      expect(cluster.kubectl(['create', '--dry-run=server', '-f', '-'], pod('bare', 'other')).ok).toBe(true);
    });

    test('those of a Deployment are made, and their images cannot be exchanged', async () => {
      const labels = { app: 'engine' };
      const template = {
        metadata: { labels },
        spec: { automountServiceAccountToken: false, containers: [container('one')] },
      };
      const deployment = {
        ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'engine', namespace: NAMESPACE } },
        spec: { replicas: 1, selector: { matchLabels: labels }, template },
      };
      expect(cluster.create(JSON.stringify(deployment)).ok).toBe(true);
      const [made] = await cluster.eventually(
        () => cluster.podsOf(cluster.get('deployment', 'engine', NAMESPACE)),
        (pods) => pods.length === 1,
      );
      const patch = (body: object) =>
        cluster.kubectl(['patch', 'pod', made.metadata.name, '-n', NAMESPACE, '-p', JSON.stringify(body)]);
      const exchanged = patch({ spec: { containers: [container('two')] } });
      expect(exchanged.ok).toBe(false);
      expect(exchanged.stderr).toContain('images that are exchanged in or added to a pod');
      expect(patch({ metadata: { labels: { seen: 'yes' } } }).ok).toBe(true);
    });
  });
});
