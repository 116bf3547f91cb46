import { generateKeyPairSync } from 'node:crypto';
import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ImageVerification, SecureNamespace } from '../../lib';
import { evaluateManifests } from '../../lib/guardrails/evaluation/evaluate';
import { CERTIFICATE, PUBLIC_KEY } from '../support/signers';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PRIVATE_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const release = { name: 'release', publicKey: PUBLIC_KEY };
const authority = { ...release, keyId: 'key-hzz62f1cb66fa42qo1lws' };
const PREFIX = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/';

function synth(build: (scope: Construct) => ImageVerification): any[] {
  const chart = new Chart(Testing.app(), 'policies', { namespace: 'elsewhere' });
  build(chart);
  return Testing.synth(chart);
}

const kritis = (props: object = {}) =>
  synth((scope) =>
    ImageVerification.kritis(scope, 'SignedImages', { namespaces: ['inference'], authorities: [authority], ...props }),
  );
const ratify = (props: object = {}) =>
  synth((scope) =>
    ImageVerification.ratify(scope, 'SignedImages', {
      namespaces: ['inference'],
      certificates: [CERTIFICATE],
      ...props,
    }),
  );
const policyController = (props: object = {}) =>
  synth((scope) =>
    ImageVerification.policyController(scope, 'SignedImages', { images: [PREFIX], keys: [release], ...props }),
  );
const kyverno = (props: object = {}) =>
  synth((scope) =>
    ImageVerification.kyverno(scope, 'SignedImages', { namespaces: ['inference'], keys: [release], ...props }),
  );

const ofKind = (manifests: any[], kind: string) => manifests.filter((manifest) => manifest.kind === kind);

describe('kritis', () => {
  test('each namespace has the authorities and the policy that names them', () => {
    const manifests = kritis({ namespaces: ['inference', 'training'] });
    expect(ofKind(manifests, 'AttestationAuthority')).toEqual(
      ['inference', 'training'].map((namespace) => ({
        apiVersion: 'kritis.grafeas.io/v1beta1',
        kind: 'AttestationAuthority',
        metadata: expect.objectContaining({ name: 'release', namespace }),
        spec: {
          noteReference: 'namespaces/release',
          publicKeyData: Buffer.from(PUBLIC_KEY).toString('base64'),
          publicKeyId: authority.keyId,
        },
      })),
    );
    expect(
      ofKind(manifests, 'GenericAttestationPolicy').map(({ metadata, spec }) => [metadata.namespace, spec]),
    ).toEqual([
      ['inference', { attestationAuthorityNames: ['release'] }],
      ['training', { attestationAuthorityNames: ['release'] }],
    ]);
  });

  test('what others inject is allowed in these namespaces only', () => {
    const [allowlist] = ofKind(kritis(), 'AdmissionAllowlist');
    expect(allowlist.metadata.namespace).toBeUndefined();
    expect(allowlist.spec.patterns).toEqual([
      { namePattern: 'registry*.*.aliyuncs.com/acs/*', namespace: 'inference' },
    ]);
    expect(ofKind(kritis({ injectedImages: [] }), 'AdmissionAllowlist')).toEqual([]);
  });

  test('pods that nothing stands for are refused in these namespaces', () => {
    const manifests = kritis({ namespaces: ['inference', 'training'] });
    const [policy] = ofKind(manifests, 'ValidatingAdmissionPolicy');
    const [binding] = ofKind(manifests, 'ValidatingAdmissionPolicyBinding');
    expect(policy.spec.failurePolicy).toBe('Fail');
    expect(binding.spec).toMatchObject({
      policyName: policy.metadata.name,
      validationActions: ['Deny'],
      matchResources: {
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['inference', 'training'] }],
        },
      },
    });
  });

  test.each(['*', '*/*', 'registry.example.com/*', '*.com/acs/*', 'registry.*.com/acs/x', 'nginx', 'a.example.*/b/c'])(
    'the pattern %s would let anybody in',
    (pattern) => {
      expect(() => kritis({ injectedImages: [pattern] })).toThrow(/pattern of injected images is too wide/);
    },
  );

  test.each(['registry*.cn-*.aliyuncs.com/arms-docker-repo/*', 'registry.example.com/mesh/proxy:1.2'])(
    'the pattern %s is allowed',
    (pattern) => {
      expect(() => kritis({ injectedImages: [pattern] })).not.toThrow();
    },
  );
});

describe('ratify', () => {
  test('the verifier trusts the given certificates, strictly, for every image', () => {
    const manifests = ratify({ certificates: [CERTIFICATE, CERTIFICATE] });
    const providers = ofKind(manifests, 'KeyManagementProvider');
    expect(providers.map(({ spec }) => spec.parameters.value)).toEqual([CERTIFICATE, CERTIFICATE]);
    const [{ spec }] = ofKind(manifests, 'Verifier');
    const [{ trustStores, ...policy }] = spec.parameters.trustPolicyDoc.trustPolicies;
    const [[kind, stores]] = Object.entries<any>(spec.parameters.verificationCertStores);
    expect(trustStores).toEqual(Object.keys(stores).map((name) => `${kind}:${name}`));
    expect(Object.values(stores).flat()).toEqual(providers.map(({ metadata }) => metadata.name));
    expect(policy).toMatchObject({ registryScopes: ['*'], signatureVerification: { level: 'strict' } });
  });

  test('Gatekeeper denies pods of the namespaces', () => {
    const [{ spec }] = ofKind(ratify(), 'RatifyVerification');
    expect(spec).toMatchObject({ enforcementAction: 'deny', match: { namespaces: ['inference'] } });
  });

  test('a registry of ACR is read by role, not by a password', () => {
    const storeOf = (manifests: any[]) => ofKind(manifests, 'Store')[0].spec.parameters;
    expect(storeOf(ratify({ registryInstanceId: 'cri-abc123' })).authProvider).toEqual({
      name: 'alibabacloudAcrBasic',
      defaultInstanceId: 'cri-abc123',
    });
    expect(storeOf(ratify()).authProvider).toBeUndefined();
  });

  test.each([
    ['no certificate', { certificates: [] }, /no certificates/],
    ['a public key', { certificates: [PUBLIC_KEY] }, /certificate cannot be read: got "-----BEGIN PUBLIC KEY-----"/],
    ['two certificates in one text', { certificates: [CERTIFICATE + CERTIFICATE] }, /give each certificate by itself/],
    ['a private key after a certificate', { certificates: [CERTIFICATE + PRIVATE_KEY] }, /certificate cannot be read/],
    ['an instance id that is none', { registryInstanceId: 'acme' }, /invalid registry instance id/],
    [
      'a subject without its parts',
      { trustedIdentities: ['x509.subject: CN=release'] },
      /trusted identity is not a certificate subject/,
    ],
    ['anybody', { trustedIdentities: ['*'] }, /trusted identity is not a certificate subject/],
  ])('%s is refused', (_, props, message) => {
    expect(() => ratify(props)).toThrow(message);
  });

  test('a subject with its three parts is trusted', () => {
    const identity = 'x509.subject: C=CN, ST=Zhejiang, O=Acme, CN=release';
    expect(JSON.stringify(ratify({ trustedIdentities: [identity] }))).toContain(identity);
  });
});

describe('policy-controller', () => {
  test('images of the prefixes pass with the signature of a key', () => {
    const [{ spec }, ...others] = policyController();
    expect(others).toEqual([]);
    expect(spec).toEqual({
      mode: 'enforce',
      images: [{ glob: `${PREFIX}**` }],
      authorities: [{ name: 'release', key: { data: PUBLIC_KEY, hashAlgorithm: 'sha256' } }],
    });
  });

  test('what others inject passes by a policy of its own', () => {
    const [, injected] = policyController({ injectedImages: ['registry.example.com/acs/'] });
    expect(injected.spec).toMatchObject({
      images: [{ glob: 'registry.example.com/acs/**' }],
      authorities: [{ static: { action: 'pass' } }],
    });
  });

  test('a namespace opts in', () => {
    const chart = new Chart(Testing.app(), 'n');
    new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 1, signedImages: true });
    new SecureNamespace(chart, 'Other', { name: 'other', gpus: 1 });
    const labels = ofKind(Testing.synth(chart), 'Namespace').map(({ metadata }) => metadata.labels);
    expect(labels.map((of) => of['policy.sigstore.dev/include'])).toEqual(['true', undefined]);
  });

  test.each(['**', 'acme.example.com/ai', 'acme/ai/', '*.example.com/', 'acme.example.com/*/'])(
    'the prefix %s is refused',
    (prefix) => {
      expect(() => policyController({ images: [prefix] })).toThrow(/image is no prefix of image names/);
      expect(() => policyController({ injectedImages: [prefix] })).toThrow(/injected image is no prefix/);
    },
  );
});

describe('kyverno', () => {
  test('containers of all kinds need the signature of a key or a certificate, by digest', () => {
    const [{ spec }] = kyverno({ certificates: [CERTIFICATE] });
    expect(spec).toMatchObject({
      failurePolicy: 'Fail',
      validationActions: ['Deny'],
      matchImageReferences: [{ expression: 'true' }],
      validationConfigurations: { required: true, verifyDigest: true, mutateDigest: false },
      attestors: [
        { name: 'release', cosign: { key: { data: PUBLIC_KEY } } },
        { name: 'certificate-1', notary: { certs: { value: CERTIFICATE } } },
      ],
    });
    expect(spec.credentials).toBeUndefined();
    for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
      expect(spec.validations[0].expression).toContain(
        `images.${list}.all(image, verifyImageSignatures(image, [attestors['release'], attestors['certificate-1']]) > 0)`,
      );
    }
  });

  test('what others inject is left out by its prefix', () => {
    const [{ spec }] = kyverno({ injectedImages: ['registry.example.com/acs/'], pullSecrets: ['acr'] });
    expect(spec.matchImageReferences).toEqual([
      { expression: "!['registry.example.com/acs/'].exists(prefix, ref.startsWith(prefix))" },
    ]);
    expect(spec.credentials).toEqual({ secrets: ['acr'] });
  });

  test('somebody has to sign', () => {
    expect(() => kyverno({ keys: undefined })).toThrow(/no keys or certificates/);
    expect(() => kyverno({ keys: [] })).toThrow(/no keys or certificates/);
  });
});

describe.each([
  ['kritis', kritis, 'authorities'],
  ['policy-controller', policyController, 'keys'],
  ['kyverno', kyverno, 'keys'],
])('keys of %s', (_, build, property) => {
  test('a private key is refused, and not shown', () => {
    const leak = () => build({ [property]: [{ ...authority, publicKey: PRIVATE_KEY }] });
    expect(leak).toThrow(/signature key release is no public key: got "-----BEGIN PRIVATE KEY-----"/);
    expect(leak).not.toThrow(PRIVATE_KEY.split('\n')[1]);
  });

  test('everything that is wrong is said in one error', () => {
    const wrong = [
      { ...authority, name: 'Release' },
      { ...authority, publicKey: 'AAAA' },
      { ...authority, publicKey: `${PUBLIC_KEY}${PRIVATE_KEY}` },
      { ...authority, publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' },
    ];
    expect.assertions(1);
    try {
      build({ [property]: wrong });
    } catch (error) {
      const said = (error as Error).message.split('\n').map((line) => /\] (.*?): got/.exec(line)![1]);
      expect(said).toEqual([
        'signature keys have the same name',
        'name of a signature key is not a DNS label',
        ...Array(3).fill('signature key release is no public key'),
      ]);
    }
  });
});

test.each([
  ['kritis', kritis],
  ['ratify', ratify],
  ['kyverno', kyverno],
])('%s needs namespaces that can exist', (_, build) => {
  expect(() => build({ namespaces: [] })).toThrow(/no namespaces/);
  expect(() => build({ namespaces: ['kube_system'] })).toThrow(/namespace is not a DNS label/);
});

test.each([
  ['kritis', kritis()],
  ['ratify', ratify()],
  ['policy-controller', policyController({ injectedImages: ['registry.example.com/acs/'] })],
  ['kyverno', kyverno()],
])('what %s needs satisfies the rules, and the rule that asks for it', (_, manifests) => {
  const workload = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'engine', namespace: 'inference' },
    spec: {
      template: {
        spec: {
          containers: [{ name: 'e', image: `${PREFIX}engine`, resources: { limits: { 'nvidia.com/gpu': '1' } } }],
        },
      },
    },
  };
  const found = (objects: any[]) => evaluateManifests(objects).map(({ rule }) => rule.id);
  const own = (ids: string[]) => ids.filter((id) => /^SAI-(IMG-007|IMG-008|ADM-)/.test(id));
  expect(own(found([workload]))).toContain('SAI-IMG-007');
  expect(own(found([workload, ...manifests]))).toEqual([]);
});

test('what is not covered is said', () => {
  const chart = new Chart(Testing.app(), 'policies');
  const { notCovered } = ImageVerification.kritis(chart, 'Signed', { namespaces: ['a'], authorities: [authority] });
  expect(notCovered.join('\n')).toMatch(/pods without a controller, and ephemeral containers/);
});

describe('ephemeral containers', () => {
  const PODS = ['pods', 'pods/ephemeralcontainers'];

  test('Kyverno is asked about them', () => {
    const [{ spec }] = ofKind(kyverno(), 'ImageValidatingPolicy');
    expect(spec.matchConstraints.resourceRules[0].resources).toEqual(PODS);
  });

  test('kritis is not, so that a policy refuses any image that is added', () => {
    const [{ spec }] = ofKind(kritis(), 'ValidatingAdmissionPolicy');
    expect(spec.matchConstraints.resourceRules[0].resources).toEqual(PODS);
    const expressions = spec.validations.map(({ expression }: any) => expression).join('\n');
    expect(expressions).toContain('oldObject.spec.?ephemeralContainers');
  });

  test.each([
    ['Kyverno', () => ImageVerification.kyverno(scope(), 'A', { namespaces: ['a'], keys: [release] }), /before 1\.19/],
    [
      'policy-controller',
      () => ImageVerification.policyController(scope(), 'A', { images: [PREFIX], keys: [release] }),
      /2022/,
    ],
    [
      'Ratify',
      () => ImageVerification.ratify(scope(), 'A', { namespaces: ['a'], certificates: [CERTIFICATE] }),
      /Gatekeeper/,
    ],
  ])('what %s leaves open is said', (_, make, version) => {
    expect(make().notCovered.find((text) => text.includes('ephemeral containers'))).toMatch(version);
  });

  const scope = () => new Chart(Testing.app(), 'policies');
});
