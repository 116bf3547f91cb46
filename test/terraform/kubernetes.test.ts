/** Objects of the providers kubernetes, kubectl and helm are judged as the objects that they make. */
import { evaluateManifests } from '../../lib/guardrails/evaluation/evaluate';
import { resourcesOfConfiguration } from '../../lib/terraform/configuration';
import { appliedIn } from '../../lib/terraform/kubernetes/applied-objects';
import { resourcesOfPlan } from '../../lib/terraform/plan';

const applied = (resource: object) => appliedIn(resourcesOfConfiguration({ resource }));
const idsOf = (resource: object) =>
  evaluateManifests(applied(resource).objects.map(({ manifest }) => manifest)).map(({ rule }) => rule.id);

const POD_SPEC = {
  host_pid: true,
  container: {
    name: 'main',
    image: 'nginx',
    env: [{ name: 'A', value_from: { secret_key_ref: { name: 's', key: 'k' } } }],
    port: { container_port: 80, host_port: 80 },
    security_context: { privileged: true, run_as_user: '0', capabilities: { add: ['SYS_ADMIN'] } },
    resources: { limits: { 'nvidia.com/gpu': '1' } },
    liveness_probe: { http_get: { path: '/', port: 80, http_header: { name: 'a', value: 'b' } } },
    volume_mount: [{ name: 'a', mount_path: '/a' }],
  },
  volume: [
    { name: 'a', host_path: { path: '/' } },
    { name: 'b', secret: { secret_name: 'b', items: { key: 'k', path: 'p' } } },
  ],
  affinity: { node_affinity: { required_during_scheduling_ignored_during_execution: { node_selector_term: {} } } },
};

test('a typed Deployment is the object that it makes', () => {
  const { objects, unread } = applied({
    kubernetes_deployment_v1: {
      web: {
        '//': { metadata: { path: 'app/web' } },
        depends_on: ['kubernetes_namespace.a'],
        metadata: { name: 'web', namespace: 'chat', labels: { my_label: 'x' } },
        spec: {
          replicas: '2',
          selector: { match_labels: { app_name: 'web' } },
          template: { metadata: { labels: { app_name: 'web' } }, spec: POD_SPEC },
        },
      },
    },
  });
  expect(unread).toEqual([]);
  expect(objects[0].manifest).toMatchObject({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'chat', labels: { my_label: 'x' } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app_name: 'web' } },
      template: {
        spec: {
          hostPID: true,
          containers: [
            {
              env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
              ports: [{ containerPort: 80, hostPort: 80 }],
              securityContext: { privileged: true, runAsUser: 0, capabilities: { add: ['SYS_ADMIN'] } },
              resources: { limits: { 'nvidia.com/gpu': '1' } },
              livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'a' }] } },
              volumeMounts: [{ name: 'a', mountPath: '/a' }],
            },
          ],
          volumes: [
            { name: 'a', hostPath: { path: '/' } },
            { name: 'b', secret: { secretName: 'b', items: [{ key: 'k', path: 'p' }] } },
          ],
          affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] } } },
        },
      },
    },
  });
  expect(Object.keys(objects[0].manifest)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
});

test.each<[string, object, string]>([
  ['kubernetes_pod', { spec: POD_SPEC }, 'SAI-POD-001'],
  ['kubernetes_daemonset', { spec: { template: { spec: POD_SPEC } } }, 'SAI-POD-009'],
  ['kubernetes_cron_job_v1', { spec: { job_template: { spec: { template: { spec: POD_SPEC } } } } }, 'SAI-POD-001'],
  ['kubernetes_cluster_role', { rule: { api_groups: ['*'], resources: ['*'], verbs: ['*'] } }, 'SAI-IDN-017'],
  [
    'kubernetes_cluster_role_binding_v1',
    {
      role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subject: [{ kind: 'User', name: 'ann', api_group: 'rbac.authorization.k8s.io' }],
    },
    'SAI-IDN-014',
  ],
  ['kubernetes_network_policy', { spec: { pod_selector: {}, policy_types: ['Ingress'], ingress: {} } }, 'SAI-NET-003'],
  ['kubernetes_service', { spec: { type: 'LoadBalancer', selector: { app: 'a' }, port: { port: 80 } } }, 'SAI-NET-007'],
])('%s: %j is judged', (type, args, id) => {
  expect(idsOf({ [type]: { x: { metadata: { name: 'x', namespace: 'chat' }, ...args } } })).toContain(id);
});

test('blocks of a plan are lists, and what is not set is null, empty or a list of nothing', () => {
  const values = {
    metadata: [{ name: 'x', namespace: 'chat', labels: null }],
    spec: [
      {
        host_network: false,
        node_name: '',
        toleration: [],
        container: [{ name: 'a', image: 'b', security_context: [] }],
      },
    ],
  };
  const resource = { address: 'kubernetes_pod.x', mode: 'managed', type: 'kubernetes_pod', name: 'x', values };
  const plan = { planned_values: { root_module: { resources: [resource] } } };
  expect(appliedIn(resourcesOfPlan(plan)).objects[0].manifest).toEqual({
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'chat' } },
    spec: { hostNetwork: false, containers: [{ name: 'a', image: 'b' }] },
  });
});

test('YAML of kubectl, with several documents', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true, containers: [{name: a, image: b}]}\n';
  expect(
    idsOf({ kubectl_manifest: { x: { yaml_body: `${pod}---\n${pod}` } } }).filter((id) => id === 'SAI-POD-009'),
  ).toHaveLength(2);
});

test('values of Helm are judged by shape, also those of set', () => {
  const release = (args: object) => ({ helm_release: { x: { name: 'x', chart: 'web', ...args } } });
  expect(idsOf(release({ values: ['hostNetwork: true', 'replicas: 2'] }))).toContain('SAI-POD-009');
  expect(idsOf(release({ set: [{ name: 'server.hostNetwork', value: 'true' }] }))).toContain('SAI-POD-009');
  expect(idsOf(release({ values: ['password: Sw0rdfish!'] }))).toContain('SAI-IDN-033');
});

test.each([
  ['kubernetes_manifest', { manifest: '${local.pod}' }],
  ['kubernetes_manifest', { manifest: {} }],
  ['kubectl_manifest', { yaml_body: '${file("pod.yaml")}' }],
  ['kubectl_manifest', { yaml_body: 'a: {' }],
  ['helm_release', { name: 'x', values: ['${templatefile("values.yaml", {})}'] }],
  ['kubernetes_labels', { metadata: { name: 'x' } }],
])('%s %j is named as not read', (type, args) => {
  expect(applied({ [type]: { x: args } })).toMatchObject({ objects: [], unread: [{ message: expect.any(String) }] });
});

test('a module is named as not read', () => {
  const resources = resourcesOfConfiguration({ module: { vpc: { source: './vpc' } } });
  expect(appliedIn(resources).unread).toMatchObject([{ message: expect.stringContaining('terraform show -json') }]);
});

test('objects in texts of any resource are judged: a file that a script applies, data of an instance', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { hostPID: true, containers: [] } };
  const resource = {
    local_file: { a: { filename: 'pod.yaml', content: JSON.stringify(pod) } },
    alicloud_instance: { a: { user_data: Buffer.from(JSON.stringify(pod)).toString('base64') } },
    random_pet: { a: { keepers: { kind: 'apiVersion: of no object' } } },
  };
  expect(applied(resource).objects.map(({ resource: { type } }) => type)).toEqual(['local_file', 'alicloud_instance']);
  expect(idsOf(resource)).toContain('SAI-POD-009');
});

const EXEC = { 'local-exec': { command: 'kubectl apply -f pod.yaml' } };

test.each([[EXEC], [[{ file: {} }, EXEC]], [{ 'remote-exec': { inline: ['kubectl apply -f -'] } }]])(
  'what provisioner %j applies is named as not read',
  (provisioner) => {
    const { unread } = applied({ null_resource: { a: { provisioner } } });
    expect(unread).toMatchObject([{ message: expect.stringMatching(/commands of its provisioner \w+-exec apply/) }]);
  },
);

test('a provisioner that copies a file runs nothing', () => {
  expect(applied({ null_resource: { a: { provisioner: { file: { content: 'x' } } } } }).unread).toEqual([]);
});

test('provisioners are found in a plan, in modules too', () => {
  const provisioners = [{ type: 'local-exec', expressions: { command: { constant_value: 'kubectl apply -f a' } } }];
  const resource = { address: 'null_resource.a', mode: 'managed', type: 'null_resource', name: 'a' };
  const planned = { ...resource, address: 'module.m.null_resource.a[0]' };
  const plan = {
    planned_values: { root_module: { child_modules: [{ resources: [planned] }] } },
    configuration: { root_module: { module_calls: { m: { module: { resources: [{ ...resource, provisioners }] } } } } },
  };
  expect(appliedIn(resourcesOfPlan(plan)).unread).toHaveLength(1);
});
