import { stringify } from 'yaml';
import { Cluster } from './cluster';
import { manifestFiles, manifests } from './example-output';
import { GO, judge } from '../support/judge';

/** The library refuses this itself; here its check is bypassed by editing what it wrote. */
judge('cluster, past the library', [GO], () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start();
  });

  afterAll(() => cluster?.stop());

  test('a privileged container gets no pod in the namespace that the library made', async () => {
    const objects = manifestFiles('quickstart').flatMap(manifests);
    const deployment = objects.find((object) => object.kind === 'Deployment');
    deployment.spec.template.spec.containers[0].securityContext.privileged = true;
    // privileged contradicts no escalation, which the API server checks before Pod Security does
    deployment.spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation = true;

    const answer = cluster.create(objects.map((object) => stringify(object)).join('---\n'));
    expect(answer.ok).toBe(true);
    expect(answer.warnings).toEqual([expect.stringMatching(/would violate PodSecurity "restricted.*privileged/)]);

    const { name, namespace } = deployment.metadata;
    const refusals = await cluster.eventually(
      () => cluster.refusals(namespace),
      (messages) => messages.length > 0,
    );
    expect(refusals[0]).toMatch(/violates PodSecurity "restricted.*privileged/);
    expect(cluster.podsOf(cluster.get('deployment', name, namespace))).toEqual([]);
  });
});
