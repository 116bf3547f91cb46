import { container, manifest, newService, podSpec } from './fixtures';
import { ApiAccess } from '../../lib';

const ACCESS: ApiAccess = {
  rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['routes'] }],
  serverCidrs: ['192.168.0.0/16'],
};

test('without declared access there is no Role, no binding, no token and no way to the API server', () => {
  const service = newService();
  expect(manifest(service, 'ServiceAccount')).toHaveProperty('automountServiceAccountToken', false);
  expect(() => service.object('Role')).toThrow('service has no object of this kind: got "Role"');
  expect(podSpec(service).volumes.filter((volume: any) => volume.projected)).toEqual([]);
});

test('declared access is a namespaced Role on named objects, bound to the account of the service', () => {
  const service = newService({ apiAccess: ACCESS });
  expect(manifest(service, 'Role').rules).toEqual(ACCESS.rules);
  expect(manifest(service, 'RoleBinding')).toMatchObject({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'qwen' },
    subjects: [{ kind: 'ServiceAccount', name: 'qwen', namespace: 'inference' }],
  });
});

test('its token has an audience, an hour at most, and a read-only mount; automount stays off', () => {
  const service = newService({ apiAccess: ACCESS });
  expect(podSpec(service).automountServiceAccountToken).toBe(false);
  const volume = podSpec(service).volumes.find((candidate: any) => candidate.name === 'api-token');
  expect(volume.projected.sources[0].serviceAccountToken).toEqual({
    path: 'token',
    audience: 'https://kubernetes.default.svc',
    expirationSeconds: 3600,
  });
  expect(container(service).volumeMounts).toContainEqual({
    name: 'api-token',
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
    readOnly: true,
  });
});

test('the API server is reached at the given ranges only', () => {
  const { egress } = manifest(newService({ apiAccess: ACCESS }), 'NetworkPolicy').spec;
  expect(egress).toContainEqual({
    to: [{ ipBlock: { cidr: '192.168.0.0/16' } }],
    ports: [{ port: 6443, protocol: 'TCP' }],
  });
});

test.each([
  ['resources', 'secrets'],
  ['resources', 'pods/exec'],
  ['resources', '*'],
  ['apiGroups', '*'],
  ['verbs', '*'],
  ['verbs', 'escalate'],
  ['verbs', 'bind'],
  ['verbs', 'impersonate'],
  ['verbs', 'list'],
  ['resourceNames', '*'],
])('access whose %s include %s is refused', (field, value) => {
  const rule = { ...ACCESS.rules[0], [field]: [value] };
  expect(() => newService({ apiAccess: { ...ACCESS, rules: [rule] } })).toThrow(
    `[llm/Qwen] api access names too many ${field}: got ["${value}"]`,
  );
});

test('access to objects without a name is refused', () => {
  const rule = { ...ACCESS.rules[0], resourceNames: [] };
  expect(() => newService({ apiAccess: { ...ACCESS, rules: [rule] } })).toThrow('api access names no resourceNames');
});

test.each([599, 3601, 86400, 700.5])('a token that lives %d seconds is refused', (tokenExpirationSeconds) => {
  expect(() => newService({ apiAccess: { ...ACCESS, tokenExpirationSeconds } })).toThrow(
    'allowed: 600 to 3600 seconds',
  );
});

test('an api server at every address is refused', () => {
  expect(() => newService({ apiAccess: { ...ACCESS, serverCidrs: ['0.0.0.0/0'] } })).toThrow(
    'range of the api server is not a bounded IPv4 range',
  );
});
