import { Size } from 'cdk8s';
import { DIGEST, manifest, newService, podSpec } from './fixtures';
import { KubernetesVersion, ModelFormat, ModelSource, OssModelOptions } from '../../lib';

const MODEL = { name: 'qwen3-8b', format: ModelFormat.SAFETENSORS, size: Size.gibibytes(16) };
const OSS: OssModelOptions = {
  ...MODEL,
  bucket: 'acme-models',
  prefix: 'qwen3-8b/v1',
  region: 'cn-hangzhou',
  roleName: 'qwen-model-reader',
};
const ARTIFACT = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/models/qwen3-8b@${DIGEST}`;

test('a model in OSS is mounted by the driver with a role, read-only, inside the VPC', () => {
  const volume = manifest(newService({ model: ModelSource.oss(OSS) }), 'PersistentVolume');
  expect(volume.metadata).toMatchObject({ name: expect.stringMatching(/^inference-qwen-model-[0-9a-f]{10}$/) });
  expect(volume.metadata).not.toHaveProperty('namespace');
  expect(volume.spec).toMatchObject({
    accessModes: ['ReadOnlyMany'],
    persistentVolumeReclaimPolicy: 'Retain',
    csi: {
      driver: 'ossplugin.csi.alibabacloud.com',
      volumeHandle: expect.stringMatching(/^inference-qwen-model-[0-9a-f]{10}$/),
      readOnly: true,
      volumeAttributes: {
        bucket: 'acme-models',
        path: '/qwen3-8b/v1',
        url: 'https://oss-cn-hangzhou-internal.aliyuncs.com',
        authType: 'rrsa',
        roleName: 'qwen-model-reader',
        serviceAccountName: 'csi-fuse-ossfs',
      },
    },
  });
});

test('only the claim of the service can bind the volume, and the pod mounts that claim read-only', () => {
  const service = newService({ model: ModelSource.oss({ ...OSS, fuseServiceAccount: 'qwen-fuse' }) });
  expect(manifest(service, 'PersistentVolume').spec).toMatchObject({
    claimRef: {
      kind: 'PersistentVolumeClaim',
      name: expect.stringMatching(/^qwen-model-[0-9a-f]{10}$/),
      namespace: 'inference',
    },
    csi: { volumeAttributes: { serviceAccountName: 'qwen-fuse' } },
  });
  expect(manifest(service, 'PersistentVolumeClaim')).toMatchObject({
    metadata: { name: expect.stringMatching(/^qwen-model-[0-9a-f]{10}$/), namespace: 'inference' },
    spec: {
      volumeName: expect.stringMatching(/^inference-qwen-model-[0-9a-f]{10}$/),
      storageClassName: '',
      accessModes: ['ReadOnlyMany'],
    },
  });
  expect(podSpec(service).volumes).toContainEqual({
    name: 'model',
    persistentVolumeClaim: { claimName: expect.stringMatching(/^qwen-model-[0-9a-f]{10}$/), readOnly: true },
  });
});

test('the pod itself has no way to OSS: the driver fetches', () => {
  const { egress } = manifest(newService({ model: ModelSource.oss(OSS) }), 'NetworkPolicy').spec;
  expect(egress).toHaveLength(2);
});

test.each<[string, Partial<OssModelOptions>]>([
  ['bucket', { bucket: 'oss://acme-models' }],
  ['bucket prefix', { prefix: '/' }],
  ['bucket prefix', { prefix: 'a/../b' }],
  ['region', { region: 'oss-cn-hangzhou.aliyuncs.com' }],
  ['RAM role', { roleName: 'acs:ram::123:role/reader' }],
])('a wrong %s is refused: %j', (what, options) => {
  expect(() => newService({ model: ModelSource.oss({ ...OSS, ...options }) })).toThrow(
    `${what} of the model is not one`,
  );
});

test('a model in NAS is mounted read-only', () => {
  const model = ModelSource.nas({ ...MODEL, server: '0123-abc.cn-hangzhou.nas.aliyuncs.com', path: '/models/qwen' });
  expect(manifest(newService({ model }), 'PersistentVolume').spec).toMatchObject({
    mountOptions: expect.arrayContaining(['ro']),
    csi: { driver: 'nasplugin.csi.alibabacloud.com', readOnly: true, volumeAttributes: { path: '/models/qwen' } },
  });
});

test.each([
  ['mount target', { server: '10.0.0.1' }],
  ['directory', { path: 'models' }],
])('a wrong %s of NAS is refused', (what, options) => {
  const nas = { ...MODEL, server: '0123-abc.cn-hangzhou.nas.aliyuncs.com', path: '/models', ...options };
  expect(() => newService({ model: ModelSource.nas(nas) })).toThrow(`${what} of the model is not`);
});

test('a model as an OCI artifact is an image volume by digest, where the cluster has them', () => {
  const model = ModelSource.ociImage({ ...MODEL, reference: ARTIFACT });
  const service = newService({ model, kubernetesVersion: KubernetesVersion.V1_35 });
  expect(podSpec(service).volumes).toContainEqual({
    name: 'model',
    image: { reference: ARTIFACT, pullPolicy: 'IfNotPresent' },
  });
});

test('an artifact by tag, or in a cluster without image volumes, is refused', () => {
  const model = ModelSource.ociImage({ ...MODEL, reference: 'registry.example.com/models/qwen:v1' });
  const build = () => newService({ model, kubernetesVersion: KubernetesVersion.V1_34 });
  expect(build).toThrow('model image is not pinned by digest');
  expect(build).toThrow('cluster has no image volumes: got "Kubernetes 1.34"');
});
