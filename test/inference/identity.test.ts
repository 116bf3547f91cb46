import { container, manifest, newService, podSpec } from './fixtures';
import { ApiAccess, CloudIdentity, RrsaOptions, SecretMount } from '../../lib';

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
  expect(() => newService({ apiAccess: { ...ACCESS, serverPort: 65536 } })).toThrow('port of the api server is none');
  expect(() => newService({ apiAccess: { ...ACCESS, serverCidrs: ['0.0.0.0/0'] } })).toThrow(
    'range of the api server is not a bounded IPv4 range',
  );
});

const RRSA: RrsaOptions = { roleName: 'llm-reader', region: 'cn-hangzhou' };

describe('cloud identity', () => {
  test('the webhook is told the name of the role, and which pods', () => {
    const service = newService({ cloudIdentity: CloudIdentity.rrsa(RRSA) });
    expect(manifest(service, 'ServiceAccount').metadata.annotations).toEqual({
      'pod-identity.alibabacloud.com/role-name': 'llm-reader',
      'pod-identity.alibabacloud.com/service-account-token-expiration': '3600',
    });
    expect(manifest(service, 'Deployment').spec.template.metadata.labels).toHaveProperty(
      ['pod-identity.alibabacloud.com/injection'],
      'on',
    );
  });

  test('with ARNs the pod is complete without a webhook', () => {
    const arns = { roleArn: 'acs:ram::123:role/llm-reader', oidcProviderArn: 'acs:ram::123:oidc-provider/ack-rrsa-c1' };
    const service = newService({ cloudIdentity: CloudIdentity.rrsa({ ...RRSA, arns }) });
    expect(manifest(service, 'ServiceAccount').metadata).not.toHaveProperty('annotations');
    expect(podSpec(service).volumes).toContainEqual({
      name: 'rrsa-oidc-token',
      projected: {
        sources: [{ serviceAccountToken: { audience: 'sts.aliyuncs.com', expirationSeconds: 3600, path: 'token' } }],
      },
    });
    expect(container(service).env).toEqual(
      expect.arrayContaining([
        { name: 'ALIBABA_CLOUD_ROLE_ARN', value: arns.roleArn },
        { name: 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN', value: arns.oidcProviderArn },
        {
          name: 'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
          value: '/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token',
        },
      ]),
    );
  });

  test('STS is reached inside the VPC, in the network and in the mesh, and the metadata service is not', () => {
    const service = newService({ cloudIdentity: CloudIdentity.rrsa(RRSA) });
    expect(manifest(service, 'NetworkPolicy').spec.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '100.64.0.0/10', except: ['100.100.100.200/32'] } }],
      ports: [{ port: 443, protocol: 'TCP' }],
    });
    expect(manifest(service, 'ServiceEntry').spec).toMatchObject({
      hosts: ['sts-vpc.cn-hangzhou.aliyuncs.com'],
      ports: [{ number: 443, protocol: 'TLS' }],
      exportTo: ['.'],
    });
    expect(manifest(service, 'Sidecar').spec.egress).toEqual([{ hosts: ['./sts-vpc.cn-hangzhou.aliyuncs.com'] }]);
  });

  test.each<[Partial<RrsaOptions>, string]>([
    [{ roleName: 'acs:ram::123:role/llm-reader' }, 'RAM role of the service is not one: got "acs:ram::123:role/'],
    [{ region: 'sts.cn-hangzhou.aliyuncs.com' }, 'region of the service is not one'],
    [{ tokenExpirationSeconds: 43200 }, 'lifetime of the cloud token is out of bounds: got 43200'],
    [{ arns: { roleArn: 'llm-reader', oidcProviderArn: 'ack-rrsa-c1' } }, 'ARN of the OIDC provider of the service'],
  ])('%j is refused', (options, message) => {
    expect(() => newService({ cloudIdentity: CloudIdentity.rrsa({ ...RRSA, ...options }) })).toThrow(message);
  });
});

describe('secrets', () => {
  test('of Kubernetes are files for the engine only', () => {
    const secrets = [SecretMount.kubernetes({ secretName: 'tls', mountPath: '/secrets/tls', keys: ['tls.crt'] })];
    const service = newService({ secrets });
    expect(podSpec(service).volumes).toContainEqual({
      name: 'secret-tls',
      secret: { secretName: 'tls', items: [{ key: 'tls.crt', path: 'tls.crt' }], defaultMode: 0o440, optional: false },
    });
    expect(container(service).volumeMounts).toContainEqual({
      name: 'secret-tls',
      mountPath: '/secrets/tls',
      readOnly: true,
    });
  });

  test('of KMS are read with a role of the service, and stay out of the cluster', () => {
    const roleArn = 'acs:ram::123:role/llm-secrets';
    const secrets = [SecretMount.kms({ name: 'keys', secrets: ['llm/tls'], roleArn, mountPath: '/secrets/keys' })];
    const service = newService({ secrets });
    expect(manifest(service, 'SecretProviderClass').spec).toEqual({
      provider: 'alibabacloud',
      parameters: { objects: '- objectName: "llm/tls"\n', usePodServiceAccountToken: 'true' },
    });
    expect(manifest(service, 'ServiceAccount').metadata.annotations).toEqual({
      'ack.alibabacloud.com/role-arn': roleArn,
    });
    expect(podSpec(service).volumes).toContainEqual({
      name: 'secret-keys',
      csi: {
        driver: 'secrets-store.csi.k8s.io',
        readOnly: true,
        volumeAttributes: { secretProviderClass: 'keys' },
      },
    });
  });

  test.each([
    ['/var/run/secrets/kubernetes.io/serviceaccount', 'secret tls shadows a path of the system'],
    ['secrets', 'secret tls has no absolute path'],
  ])('at %s are refused', (mountPath, message) => {
    const secrets = [SecretMount.kubernetes({ secretName: 'tls', mountPath })];
    expect(() => newService({ secrets })).toThrow(message);
  });

  test('of KMS without names or with the name of a role are refused', () => {
    const secrets = [SecretMount.kms({ name: 'keys', secrets: [], roleArn: 'llm-secrets', mountPath: '/secrets' })];
    expect(() => newService({ secrets })).toThrow(/secrets of KMS are not named[^]*ARN of the role that reads KMS/);
  });
});
