import { readFileSync } from 'node:fs';
import { Cluster, KUBERNETES_VERSION } from './cluster';
import { makeProbed, untilUnguarded } from './enforcement';
import { kubernetesExamples, manifestFiles, manifests } from './example-output';
import { declaredPermissions, permissionsOf } from './permissions';
import { GO, judge } from '../support/judge';

/** How many pods a workload gets although none of them ever runs. */
const PODS: Record<string, (spec: any) => number> = {
  Deployment: (spec) => spec.replicas,
  Job: (spec) => spec.parallelism,
  StatefulSet: (spec) => (spec.podManagementPolicy === 'Parallel' ? spec.replicas : Math.min(1, spec.replicas)),
};

judge(`cluster, Kubernetes ${KUBERNETES_VERSION}`, [GO], () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start();
    makeProbed(cluster);
  });

  afterAll(() => cluster?.stop());

  test('serves the version that it is named after', () => {
    const { serverVersion } = JSON.parse(cluster.must(['version', '-o', 'json']));
    expect(serverVersion.gitVersion).toBe(KUBERNETES_VERSION);
  });

  describe.each(kubernetesExamples())('example %s', (example) => {
    const files = manifestFiles(example);
    const objects = files.flatMap(manifests);
    const ofKind = (...kinds: string[]) => objects.filter((object) => kinds.includes(object.kind));
    const workloads = ofKind(...Object.keys(PODS));
    /** Jobs that have to end well before other pods are admitted. */
    const awaited: string[] = ofKind('ValidatingAdmissionPolicyBinding').flatMap(
      ({ spec }) => spec.paramRef?.name ?? [],
    );
    const refusals = (namespace: string) =>
      cluster
        .refusals(namespace)
        .filter((message) => !awaited.some((job) => message.includes(`${job} has not succeeded`)));

    const own = ofKind('Namespace').map(({ metadata }) => metadata.name);

    beforeAll(() => {
      // another example may have had one of the same name, and it goes while others are judged
      own.forEach((name) => cluster.must(['wait', '--for=delete', `namespace/${name}`, '--timeout=120s']));
    });

    afterAll(async () => {
      // what a namespace holds goes with it, and faster than one by one
      const others = objects.filter(({ metadata }) => !own.includes(metadata.namespace));
      const list = { apiVersion: 'v1', kind: 'List', items: others };
      cluster.must(['delete', '--ignore-not-found', '--wait=false', '-f', '-'], JSON.stringify(list));
      await untilUnguarded(cluster);
    });

    test('every object is accepted without a warning', () => {
      for (const file of files) {
        const { ok, stderr } = cluster.create(readFileSync(file, 'utf8'));
        expect({ file, ok, stderr }).toEqual({ file, ok: true, stderr: '' });
      }
    });

    for (const { kind, metadata } of workloads) {
      test(`${kind} ${metadata.name} really gets its pods where restricted is enforced`, async () => {
        const { labels } = cluster.get('namespace', metadata.namespace).metadata;
        expect(labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });

        const workload = cluster.get(kind, metadata.name, metadata.namespace);
        const wanted = PODS[kind](workload.spec);
        expect(wanted).toBeGreaterThan(0);
        const pods = await cluster.eventually(
          () => cluster.podsOf(workload),
          (seen) => seen.length >= wanted || refusals(metadata.namespace).length > 0,
        );
        expect(refusals(metadata.namespace)).toEqual([]);
        expect(pods).toHaveLength(wanted);
        if (kind === 'Job' && awaited.includes(metadata.name)) {
          await cluster.finishJob(metadata.name, metadata.namespace);
        }
      });
    }

    for (const account of ofKind('ServiceAccount')) {
      const { name, namespace } = account.metadata;
      test(`ServiceAccount ${name} may do what its Roles say, and otherwise what everybody may`, () => {
        const everybody = permissionsOf(cluster, namespace, 'unbound');
        const rules = permissionsOf(cluster, namespace, name).filter((rule) => !everybody.includes(rule));
        expect(rules.sort()).toEqual(declaredPermissions(objects, account).sort());
      });
    }

    for (const { metadata } of ofKind('ValidatingAdmissionPolicy')) {
      test(`ValidatingAdmissionPolicy ${metadata.name} has expressions of the right types`, async () => {
        const { status } = await cluster.eventually(
          () => cluster.get('validatingadmissionpolicy', metadata.name),
          (policy) => policy.status?.observedGeneration === policy.metadata.generation,
        );
        expect(status.typeChecking).toEqual({});
      });
    }

    // last, when the policies have come into force
    test('every object is accepted again, by its own admission policies too, as a server-side apply', () => {
      for (const file of files) {
        const { ok, stderr } = cluster.kubectl([
          ...['apply', '--server-side', '--force-conflicts', '--dry-run=server', '--validate=strict', '-f', file],
        ]);
        expect({ file, ok, stderr }).toEqual({ file, ok: true, stderr: '' });
      }
    });
  });
});
