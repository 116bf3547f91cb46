import * as fc from 'fast-check';
import { CLUSTER, newStack, resourcesOf, synthesized } from './support';
import {
  AckCluster,
  AckClusterAttributes,
  NetworkPerimeter,
  PolicyStatement,
  RrsaRole,
  RrsaRoleProps,
  StsPrincipal,
  StsRole,
  StsRoleProps,
} from '../../lib/alicloud';
import { checkStatements } from '../../lib/alicloud/support/policy-document';
import { CloudIdentity } from '../../lib/inference';
import { fuzzing } from '../support/fuzzing';

const USER = StsPrincipal.user('acs:ram::1234567890123456:user/alice');
const OIDC = {
  providerArn: 'acs:ram::1234567890123456:oidc-provider/gitlab',
  issuer: 'https://gitlab.example.com',
  audience: 'alicloud',
  subject: 'project_path:ml/models:ref_type:branch:ref:main',
};

function newRrsaRole(props: Partial<RrsaRoleProps> = {}) {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
  const cluster = new AckCluster(stack, 'Inference', { network });
  const role = new RrsaRole(stack, 'Role', { cluster, namespace: 'chat', serviceAccount: 'qwen', ...props });
  return { stack, cluster, role };
}

function newStsRole(props: Partial<StsRoleProps> = {}) {
  const stack = newStack();
  const role = new StsRole(stack, 'ModelPublisher', { trusted: [USER], description: 'Publishes models', ...props });
  return { stack, role };
}

const trustOf = (stack: Parameters<typeof synthesized>[0]) =>
  resourcesOf(synthesized(stack), 'alicloud_ram_role').map((role) => JSON.parse(role.assume_role_policy_document));

test('trusts one service account of one cluster, exactly', () => {
  const { stack } = newRrsaRole();
  const [trust] = trustOf(stack);
  expect(trust).toEqual({
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: {
          Federated: [expect.stringMatching(/^\$\{alicloud_cs_managed_kubernetes\..*ram_oidc_provider_arn\}$/)],
        },
        Condition: {
          StringEquals: {
            'oidc:aud': 'sts.aliyuncs.com',
            'oidc:iss': expect.stringMatching(/^\$\{alicloud_cs_managed_kubernetes\..*rrsa_oidc_issuer_url\}$/),
            'oidc:sub': 'system:serviceaccount:chat:qwen',
          },
        },
      },
    ],
  });
});

test('is named so that the Kubernetes half can be told without a token', () => {
  const { role } = newRrsaRole();
  expect(role.roleName).toBe('inference-chat-qwen');
  expect(() => CloudIdentity.rrsa({ roleName: role.roleName, region: 'cn-hangzhou' })).not.toThrow();
});

test('the role that mounts models trusts the FUSE pod of the driver, not the service', () => {
  const { stack, cluster } = newRrsaRole();
  const mount = RrsaRole.forModelMount(stack, 'Mount', { cluster, fuseServiceAccount: 'chat-fuse' });
  const trusts = trustOf(stack);
  expect(trusts[1].Statement[0].Condition.StringEquals['oidc:sub']).toBe(
    'system:serviceaccount:ack-csi-fuse:chat-fuse',
  );
  expect(mount.roleName).toBe('inference-ack-csi-fuse-chat-fuse');
});

test('has no policy until it is allowed something, and then one', () => {
  const { stack, role } = newRrsaRole();
  expect(resourcesOf(synthesized(stack), 'alicloud_ram_policy')).toEqual([]);
  role.allow({ actions: ['kms:GetSecretValue'], resources: ['acs:kms:cn-hangzhou:*:secret/acme-token'] });
  role.allow({ actions: ['oss:GetObject'], resources: ['acs:oss:*:*:acme-models/*'] });
  const json = synthesized(stack);
  expect(resourcesOf(json, 'alicloud_ram_policy')).toHaveLength(1);
  expect(JSON.parse(resourcesOf(json, 'alicloud_ram_policy')[0].policy_document).Statement).toHaveLength(2);
  expect(resourcesOf(json, 'alicloud_ram_role_policy_attachment')).toMatchObject([{ policy_type: 'Custom' }]);
});

test.each<[string, Partial<RrsaRoleProps>, string]>([
  ['every namespace', { namespace: '*' }, 'namespace is not one that is accepted: got "*"'],
  ['every service account', { serviceAccount: '*' }, 'service account is not one'],
  ['an ARN instead of a name', { roleName: 'acs:ram::1:role/qwen' }, 'name of the role'],
  ['a name that is too long', { serviceAccount: 'x'.repeat(60) }, 'name of the role'],
  ['a session of a day', { maxSessionSeconds: 86400 }, 'longest session'],
])('refuses %s', (_, props, message) => {
  expect(() => newRrsaRole(props)).toThrow(message);
});

test.each<[string, Partial<AckClusterAttributes>, string]>([
  ['provider by its issuer', { oidcProviderArn: CLUSTER.oidcIssuer }, 'OIDC provider of the cluster is not one'],
  ['issuer by its ARN', { oidcIssuer: CLUSTER.oidcProviderArn }, 'issuer of the cluster is not one'],
  ['list of issuers', { oidcIssuer: 'https://a.example/c-1,https://b.example/c-1' }, 'the API lists several'],
])('refuses a cluster with a %s', (_, attributes, message) => {
  const cluster = AckCluster.fromAckClusterAttributes({ ...CLUSTER, ...attributes });
  expect(() => newRrsaRole({ cluster })).toThrow(message);
});

test.each<[string, PolicyStatement, string]>([
  ['every action', { actions: ['*'], resources: ['acs:oss:*:*:acme-models/*'] }, 'action is wider'],
  ['every action of a service', { actions: ['oss:*'], resources: ['acs:oss:*:*:acme-models/*'] }, 'action is wider'],
  ['giving rights', { actions: ['ram:CreateAccessKey'], resources: ['acs:ram:*:1:user/bob'] }, 'action is wider'],
  ['every resource', { actions: ['oss:GetObject'], resources: ['*'] }, 'resource matches everything'],
  ['every bucket', { actions: ['oss:GetObject'], resources: ['acs:oss:*:*:*'] }, 'resource matches everything'],
  ['nothing', { actions: [], resources: [] }, 'statement allows nothing'],
])('refuses to allow %s', (_, statement, message) => {
  expect(() => newRrsaRole().role.allow(statement)).toThrow(message);
  expect(() => newStsRole().role.allow(statement)).toThrow(message);
});

test('whatever is allowed names a verb and something to do it with', () => {
  const part = fc.constantFrom('*', 'oss', 'kms', 'Get*', 'GetObject', 'acme', 'acme/*', '', 'cn-hangzhou', '1');
  const action = fc.tuple(part, part).map((parts) => parts.join(':'));
  const resource = fc.tuple(part, part, part, part).map((parts) => `acs:${parts.join(':')}`);
  fc.assert(
    fc.property(action, resource, (anAction, aResource) => {
      const problems = checkStatements([{ actions: [anAction], resources: [aResource] }]);
      const [service, verb] = anAction.split(':');
      const [, ofService, region, , name] = aResource.split(':');
      const isBroad =
        !service ||
        service === '*' ||
        !verb ||
        verb === '*' ||
        ofService === '*' ||
        !name ||
        (name === '*' && region === '*');
      return !isBroad || problems.length > 0;
    }),
    fuzzing(2000),
  );
});

test('people take a role with a second factor, for an hour', () => {
  const { stack } = newStsRole();
  expect(trustOf(stack)[0].Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { RAM: ['acs:ram::1234567890123456:user/alice'] },
      Condition: { Bool: { 'acs:MFAPresent': ['true'] } },
    },
  ]);
  expect(resourcesOf(synthesized(stack), 'alicloud_ram_role')[0].max_session_duration).toBe(3600);
});

test('CI takes a role with a token of one job, and employees through the identity provider', () => {
  const saml = StsPrincipal.saml('acs:ram::1234567890123456:saml-provider/corp');
  const { stack } = newStsRole({ trusted: [StsPrincipal.oidc(OIDC), saml] });
  const [ci, people] = trustOf(stack)[0].Statement;
  expect(ci.Condition.StringEquals).toEqual({
    'oidc:aud': OIDC.audience,
    'oidc:iss': OIDC.issuer,
    'oidc:sub': OIDC.subject,
  });
  expect(people.Principal).toEqual({ Federated: ['acs:ram::1234567890123456:saml-provider/corp'] });
});

test.each<[string, Partial<StsRoleProps>, string]>([
  ['nobody', { trusted: [] }, 'role has no principal'],
  ['every user', { trusted: [StsPrincipal.user('*')] }, 'user is not one that is accepted'],
  ['a whole account', { trusted: [StsPrincipal.user('acs:ram::1234567890123456:root')] }, 'user is not one'],
  ['every job of CI', { trusted: [StsPrincipal.oidc({ ...OIDC, subject: 'project_path:ml/*' })] }, 'stands for many'],
  ['every audience', { trusted: [StsPrincipal.oidc({ ...OIDC, audience: '*' })] }, 'stands for many'],
  ['an issuer in clear text', { trusted: [StsPrincipal.oidc({ ...OIDC, issuer: 'http://gitlab' })] }, 'issuer is not'],
  ['a provider that is none', { trusted: [StsPrincipal.saml('corp')] }, 'identity provider is not one'],
  ['a session of a minute', { maxSessionSeconds: 60 }, 'longest session'],
])('refuses a role for %s', (_, props, message) => {
  expect(() => newStsRole(props)).toThrow(message);
});

test('roles that exist are used as they are', () => {
  const attributes = { roleName: 'reader', roleArn: 'acs:ram::1234567890123456:role/reader' };
  expect(RrsaRole.fromCloudRoleAttributes(attributes)).toEqual(attributes);
  expect(StsRole.fromCloudRoleAttributes(attributes)).toEqual(attributes);
});
