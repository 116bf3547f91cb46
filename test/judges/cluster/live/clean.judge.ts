import { Injection } from './injection';
import { Verifier } from './verifier';
import { GO, judge } from '../../support/judge';
import { Cluster, KUBERNETES_VERSION } from '../cluster';
import { makeProbed, untilUnguarded } from '../enforcement';
import { kubernetesExamples, manifestFiles, manifests } from '../example-output';

/** Workloads whose pods are compared with their template. */
const COMPARED = ['Deployment', 'StatefulSet', 'Job'];

judge(`live verification on Kubernetes ${KUBERNETES_VERSION}, nothing changed`, [GO], () => {
  let cluster: Cluster;
  let injection: Injection;
  let verifier: Verifier;

  beforeAll(async () => {
    cluster = await Cluster.start();
    makeProbed(cluster);
    injection = await Injection.start(cluster);
    verifier = new Verifier(cluster);
  });

  afterAll(async () => {
    verifier?.remove();
    injection?.stop();
    await cluster?.stop();
  });

  let applied: string[] = [];

  afterEach(async () => {
    for (const file of applied) {
      cluster.must(['delete', '--wait', '--ignore-not-found', '-f', file]);
    }
    await untilUnguarded(cluster);
  });

  test.each(kubernetesExamples())(
    'example %s, as servers default it and Istio injects it, has no drift',
    async (name) => {
      const files = (applied = manifestFiles(name));
      const objects = files.flatMap(manifests);
      for (const file of files) {
        cluster.must(['create', '-f', file]);
      }
      const awaited = objects
        .filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')
        .flatMap(({ spec }) => spec.paramRef?.name ?? []);
      const workloads = objects.filter(({ kind }) => COMPARED.includes(kind)).sort(jobsFirst);
      for (const { kind, metadata } of workloads) {
        const workload = cluster.get(kind, metadata.name, metadata.namespace);
        const wanted = kind === 'Job' ? 1 : workload.spec.replicas;
        await cluster.eventually(
          () => cluster.podsOf(workload),
          (pods) => pods.length === wanted,
        );
        if (awaited.includes(metadata.name)) {
          await cluster.finishJob(metadata.name, metadata.namespace);
        }
      }
      const seen = verifier.see(verifier.accept(name));
      expect(seen).toMatchObject({ drifts: [], problems: [], status: 0, objects: objects.length });
      // pods that have ended are not looked at
      expect(seen.pods).toBeGreaterThanOrEqual(workloads.length - awaited.length);
    },
  );
});

/** Pods of other workloads may wait for what a job is to prove. */
const jobsFirst = (one: { kind: string }, other: { kind: string }) =>
  Number(other.kind === 'Job') - Number(one.kind === 'Job');
