import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Hardening, HardeningOptions, SecureApp } from '../../lib';
import { DIGEST } from '../inference/fixtures';

const IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/web/ui@${DIGEST}`;

const BAD_CONTAINER = {
  name: 'web',
  image: IMAGE,
  securityContext: { privileged: true, runAsUser: 0, capabilities: { add: ['SYS_ADMIN', 'NET_BIND_SERVICE'] } },
  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '2Gi' } },
};

const BAD_POD = {
  hostNetwork: true,
  hostPID: true,
  serviceAccountName: 'web',
  securityContext: { runAsUser: 0, seccompProfile: { type: 'Unconfined' } },
  initContainers: [{ ...BAD_CONTAINER, name: 'fetch' }],
  containers: [BAD_CONTAINER],
};

const METADATA = { name: 'web', namespace: 'web', labels: { app: 'web' } };

function newChart(): Chart {
  return new Chart(Testing.app(), 'web', { namespace: 'web' });
}

function hardened(spec: object, options?: HardeningOptions): any {
  const chart = newChart();
  const object = new ApiObject(chart, 'Web', { apiVersion: 'v1', kind: 'Pod', metadata: METADATA, ...{ spec } });
  Hardening.apply(object, options);
  return Testing.synth(chart)[0].spec;
}

test('every container of any sort loses its rights', () => {
  const { resources: _, ...withoutResources } = BAD_CONTAINER;
  const spec = hardened({
    ...BAD_POD,
    initContainers: [...BAD_POD.initContainers, { ...BAD_CONTAINER, name: 'proxy', restartPolicy: 'Always' }],
    ephemeralContainers: [{ ...withoutResources, name: 'debug', targetContainerName: 'web' }],
  });
  const containers = [...spec.initContainers, ...spec.containers, ...spec.ephemeralContainers];
  expect(containers.map(({ name }) => name)).toEqual(['fetch', 'proxy', 'web', 'debug']);
  for (const container of containers) {
    expect(container.securityContext).toEqual({
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    });
  }
});

test('of a pod with a volume that has no source nothing is wrong but that it has no size', () => {
  const spec = { ...BAD_POD, volumes: [{ name: 'scratch' }] };
  expect(() => hardened(spec)).toThrow(/errors:\n +\[web\/Web\] \[web\/Web\] SAI-POD-022 [^\n]*$/);
});

test('the pod shares nothing with its node, runs under a user, and has no token', () => {
  const spec = hardened(BAD_POD);
  expect(spec).not.toHaveProperty('hostNetwork');
  expect(spec).not.toHaveProperty('hostPID');
  expect(spec).toMatchObject({
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1001,
      runAsGroup: 1001,
      supplementalGroupsPolicy: 'Strict',
      seccompProfile: { type: 'RuntimeDefault' },
    },
  });
});

test('a user that is not root stays, as do mounts', () => {
  const spec = hardened({
    serviceAccountName: 'web',
    securityContext: { runAsUser: 2000 },
    containers: [{ ...BAD_CONTAINER, securityContext: {}, volumeMounts: [{ name: 'own', mountPath: '/tmp' }] }],
    volumes: [{ name: 'own', emptyDir: { sizeLimit: '1Gi' } }],
  });
  expect(spec.securityContext).toMatchObject({ runAsUser: 2000, runAsGroup: 1001 });
  expect(spec.volumes.map(({ name }: any) => name)).toEqual(['own']);
  expect(spec.containers[0].volumeMounts).toEqual([{ name: 'own', mountPath: '/tmp' }]);
});

test('directories to write to are mounted into every container', () => {
  const scratch = [{ name: 'cache', path: '/home/app', size: Size.gibibytes(2) }];
  const spec = hardened(BAD_POD, { scratch });
  expect(spec.volumes).toEqual([{ name: 'cache', emptyDir: { sizeLimit: '2048Mi' } }]);
  for (const { volumeMounts } of [...spec.initContainers, ...spec.containers]) {
    expect(volumeMounts).toEqual([{ name: 'cache', mountPath: '/home/app' }]);
  }
});

test('cdk8s-plus workloads keep the fields that it would drop', () => {
  const chart = newChart();
  const account = new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'web' } });
  const deployment = new kplus.Deployment(chart, 'Web', {
    serviceAccount: account,
    containers: [
      {
        image: IMAGE,
        resources: {
          cpu: { limit: kplus.Cpu.units(1) },
          memory: { limit: Size.gibibytes(1) },
          ephemeralStorage: { limit: Size.gibibytes(2) },
        },
      },
    ],
  });
  Hardening.apply(deployment);
  const { spec } = Testing.synth(chart).find(({ kind }: any) => kind === 'Deployment');
  expect(spec.template.spec.securityContext.supplementalGroupsPolicy).toBe('Strict');
  expect(spec.template.spec.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
});

test('objects of an included chart are hardened, past their patches, in every kind of app', () => {
  const apps = [App, SecureApp].map((type) => {
    const app = new type({ outdir: Testing.app().outdir });
    const chart = new Chart(app, 'web', { namespace: 'web' });
    const file = join(app.outdir, 'chart.yaml');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: METADATA, spec: BAD_POD }));
    const include = new Include(chart, 'Chart', { url: file });
    include.apiObjects[0].addJsonPatch(JsonPatch.add('/spec/hostIPC', true));
    Hardening.apply(include);
    return app.synthYaml();
  });
  expect(apps[0]).not.toContain('hostIPC');
  expect(apps[0]).toContain('runAsNonRoot: true');
  expect(apps[1]).toBe(apps[0]);
});

test('what it cannot decide stops the synthesis', () => {
  const volumes = [{ name: 'run', hostPath: { path: '/run/containerd' } }];
  expect(() => hardened({ ...BAD_POD, volumes })).toThrow(/SAI-POD-\d+ .*hostPath/);
});

test('a directory over a path of the system is refused', () => {
  const scratch = [{ name: 'etc', path: '/etc', size: Size.gibibytes(1) }];
  expect(() => hardened(BAD_POD, { scratch })).toThrow('[web/Web] volume etc shadows a path of the system: got "/etc"');
});

test('pods of custom kinds are hardened where the kind holds them, and within the objects that it wraps', () => {
  const chart = newChart();
  const template = { metadata: METADATA, spec: BAD_POD };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: METADATA, spec: BAD_POD };
  new ApiObject(chart, 'Job', {
    ...{ apiVersion: 'kubeflow.org/v1', kind: 'PyTorchJob', metadata: METADATA },
    spec: { pytorchReplicaSpecs: { Master: { template } } },
  });
  new ApiObject(chart, 'Work', {
    ...{ apiVersion: 'work.open-cluster-management.io/v1', kind: 'ManifestWork', metadata: METADATA },
    spec: { workload: { manifests: [pod] } },
  });
  Hardening.apply(chart);
  const [job, work] = Testing.synth(chart);
  for (const spec of [job.spec.pytorchReplicaSpecs.Master.template.spec, work.spec.workload.manifests[0].spec]) {
    expect(spec.hostPID).toBeUndefined();
    expect(spec.containers[0].securityContext.privileged).toBe(false);
  }
});

test('what an operator merges into pods is not hardened, and stops the synthesis', () => {
  const chart = newChart();
  new ApiObject(chart, 'Workflow', {
    ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: METADATA },
    spec: { podSpecPatch: '{"hostPID": true}', templates: [] },
  });
  Hardening.apply(chart);
  expect(() => Testing.synth(chart)).toThrow(/SAI-POD-009 Workflow\/web spec.podSpecPatch/);
});

test('what runs and is not written in an object stops the synthesis', () => {
  const chart = newChart();
  new ApiObject(chart, 'Nim', {
    ...{ apiVersion: 'apps.nvidia.com/v1alpha1', kind: 'NIMService', metadata: METADATA },
    spec: { image: { repository: 'x', tag: '1' } },
  });
  Hardening.apply(chart);
  expect(() => Testing.synth(chart)).toThrow(/workload cannot be hardened.*NIMService\/web spec.image/s);
});
