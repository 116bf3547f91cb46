import { Container, PodSpec, podOf } from '../judges/runner/pod';
import { bwrapArguments, bytesOf, Host } from '../judges/runner/sandbox';

const HOST: Host = {
  image: { '/usr': '/usr', '/venv': '/somewhere/venv' },
  links: { '/bin': 'usr/bin' },
  env: { PATH: '/venv/bin' },
  volumes: { model: '/somewhere/model' },
};

const CONTAINER: Container = {
  name: 'engine',
  command: ['serve'],
  args: ['/models/m', '--port=8000'],
  env: [{ name: 'PATH', value: '/other' }, { name: 'EMPTY' }],
  volumeMounts: [
    { name: 'home', mountPath: '/home/app' },
    { name: 'shm', mountPath: '/dev/shm' },
    { name: 'model', mountPath: '/models/m', readOnly: true },
  ],
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

const POD: PodSpec = {
  containers: [CONTAINER],
  securityContext: { runAsUser: 1001, runAsGroup: 1002 },
  volumes: [
    { name: 'home', emptyDir: { sizeLimit: '8Mi' } },
    { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } },
    { name: 'model', persistentVolumeClaim: { claimName: 'models' } },
  ],
};

const line = (container: Container = CONTAINER, pod: PodSpec = POD) => bwrapArguments(pod, container, HOST).join(' ');
const secured = (security: object): Container => ({
  ...CONTAINER,
  securityContext: { ...CONTAINER.securityContext, ...security },
});

test('the user, group and namespaces are those of a hardened pod', () => {
  expect(line()).toContain('--unshare-user --uid 1001 --gid 1002');
  expect(line()).toContain('--unshare-net --unshare-pid --as-pid-1');
  expect(line()).toContain('--cap-drop ALL');
});

test('a container may have a user of its own', () => {
  expect(line(secured({ runAsUser: 2000 }))).toContain('--uid 2000 --gid 1002');
});

test('each scratch volume has its size, and the model is read-only', () => {
  expect(line()).toContain(`--size ${8 * 1024 ** 2} --tmpfs /home/app`);
  expect(line()).toContain(`--size ${2 * 1024 ** 3} --tmpfs /dev/shm`);
  expect(line()).toContain('--ro-bind /somewhere/model /models/m');
});

test('nothing else is writable: root and devices become read-only after the mounts', () => {
  const args = bwrapArguments(POD, CONTAINER, HOST);
  const writable = args.flatMap((arg, index) => (['--tmpfs', '--bind'].includes(arg) ? [args[index + 1]] : []));
  expect(writable).toEqual(['/dev', '/dev/shm', '/home/app']);
  expect(line()).toMatch(/--ro-bind \S+ \/models\/m --remount-ro \/dev --remount-ro \/ /);
});

test('without shared memory of its own a container gets the 64 MiB of the runtime', () => {
  const bare = { ...CONTAINER, volumeMounts: [] };
  expect(line(bare)).toContain(`--size ${64 * 1024 ** 2} --tmpfs /dev/shm`);
});

test('the environment is that of the image, then of the manifest, and of nobody else', () => {
  expect(line()).toContain(
    '--clearenv --setenv PATH /venv/bin --setenv PATH /other --setenv EMPTY  -- serve /models/m',
  );
});

test.each([
  ['a writable root', secured({ readOnlyRootFilesystem: false })],
  ['privilege escalation', secured({ allowPrivilegeEscalation: undefined })],
  ['capabilities', secured({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
  ['no user and group other than root', secured({ runAsUser: 0 })],
  ['no command', { ...CONTAINER, command: undefined }],
  ['TOKEN from elsewhere', { ...CONTAINER, env: [{ name: 'TOKEN', valueFrom: {} }] }],
])('%s is not run as if it were hardened', (weaker, container) => {
  expect(() => line(container)).toThrow(weaker);
});

test('a volume that nothing stands for is refused', () => {
  const mounts = (mount: object) => ({ ...CONTAINER, volumeMounts: [mount] }) as Container;
  expect(() => line(mounts({ name: 'other', mountPath: '/x' }))).toThrow('the pod does not have');
  expect(() => line(mounts({ name: 'model', mountPath: '/x' }))).toThrow('read-only');
  const unlimited = { ...POD, volumes: [{ name: 'home', emptyDir: {} }] };
  expect(() => line(mounts({ name: 'home', mountPath: '/x' }), unlimited)).toThrow('no size limit of volume home');
});

test('only a claim that the judge gives to write to is writable', () => {
  const container = { ...CONTAINER, volumeMounts: [{ name: 'model', mountPath: '/x' }] };
  const host = { ...HOST, writable: ['model'] };
  expect(bwrapArguments(POD, container, host).join(' ')).toContain('--bind /somewhere/model /x');
  const readOnly = { name: 'model', persistentVolumeClaim: { claimName: 'models', readOnly: true } };
  expect(() => bwrapArguments({ ...POD, volumes: [readOnly] }, container, host)).toThrow('read-only');
});

test('variables in arguments are expanded', () => {
  const container = { ...CONTAINER, args: ['$(TO)/', '$(OTHER)'], env: [{ name: 'TO', value: '/models' }] };
  expect(line(container)).toMatch(/ -- serve \/models\/ \$\(OTHER\)$/);
});

test('sizes are read as Kubernetes reads them', () => {
  expect([bytesOf('64Ki'), bytesOf('2Mi'), bytesOf('1Gi')]).toEqual([65536, 2097152, 1073741824]);
  expect(() => bytesOf('2M')).toThrow('cannot read a size: 2M');
});

test('the pod is that of the only deployment', () => {
  const deployment = { kind: 'Deployment', spec: { template: { spec: POD } } };
  expect(podOf([{ kind: 'Service' }, deployment])).toBe(POD);
  expect(() => podOf([])).toThrow('there are 0 deployments');
  const job = { kind: 'Job', metadata: { name: 'm-fetch-0' }, spec: deployment.spec };
  expect(podOf([deployment, job], 'fetch')).toBe(POD);
  expect(() => podOf([job], 'publish')).toThrow('there are 0 jobs');
});
