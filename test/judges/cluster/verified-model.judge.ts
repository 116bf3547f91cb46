import { Testing } from 'cdk8s';
import { Cluster } from './cluster';
import { build } from '../../../examples/verified-model';
import { GO, judge } from '../support/judge';

const NAMESPACE = 'inference';
const ANNOTATION = 'secure-inference.ack/model-digest';
const REFUSED = 'Job inference/qwen3-publish-';

judge('verified models in a cluster', [GO], () => {
  const objects: any[] = build(Testing.app().outdir)[0].charts.flatMap((chart) => Testing.synth(chart));
  const one = (kind: string, part: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name.includes(part));
  const job = one('Job', 'publish');
  const digest: string = one('Deployment', 'qwen').spec.template.metadata.annotations[ANNOTATION];
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start();
    create((kind) => kind === 'Namespace');
    create((kind) => kind !== 'Namespace' && kind !== 'Deployment');
    // The API server learns of a policy a moment after it was made.
    await cluster.eventually(
      () => send(() => undefined),
      ({ ok }) => !ok,
    );
    create((kind) => kind === 'Deployment');
  });

  afterAll(() => cluster?.stop());

  const create = (isWanted: (kind: string) => boolean) => {
    const items = objects.filter(({ kind }) => isWanted(kind));
    cluster.must(['create', '--validate=strict', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  };
  const deployment = () => cluster.get('deployment', 'qwen', NAMESPACE);
  const pods = () => cluster.podsOf(deployment());
  /** A pod as the Deployment makes it, sent by a person, with changes. */
  const send = (change: (pod: any) => void) => {
    const { metadata, spec } = structuredClone(one('Deployment', 'qwen').spec.template);
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'mine', namespace: NAMESPACE }, spec };
    change(pod);
    return cluster.kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(pod));
  };
  test.each(objects.flatMap(({ kind, metadata }) => (kind === 'ValidatingAdmissionPolicy' ? [metadata.name] : [])))(
    'the type checker has no warning on %s',
    async (name) => {
      const { status } = await cluster.eventually(
        () => cluster.get('validatingadmissionpolicy', name),
        (policy) => policy.status?.observedGeneration === policy.metadata.generation,
      );
      expect(status.typeChecking).toEqual({});
    },
  );

  test('the namespace admits the pods of both jobs', async () => {
    for (const part of ['fetch', 'publish']) {
      const made = await cluster.eventually(
        () => cluster.podsOf(cluster.get('job', one('Job', part).metadata.name, NAMESPACE)),
        (seen) => seen.length > 0,
      );
      expect(made).toHaveLength(1);
    }
  });

  test('before the model is verified, no pod serves it, and the reason is said', async () => {
    const seen = await cluster.eventually(
      () => cluster.refusals(NAMESPACE),
      (messages) => messages.some((message) => message.includes(REFUSED)),
    );
    expect(seen.find((message) => message.includes(REFUSED))).toContain(
      `model ${digest} is not verified: ${REFUSED}${job.metadata.name.slice(-10)} has not succeeded. Fix: see its log`,
    );
    expect(pods()).toEqual([]);
  });

  const FAKES: [string, (pod: any) => void][] = [
    ['other arguments', (pod) => (pod.containers[0].args = ['--version'])],
    ['another command', (pod) => pod.containers[0].command.push('-e', '0')],
    ['another image', (pod) => (pod.containers[0].image = pod.containers[0].image.replace(/.$/, '0'))],
    ['a variable that loads other code', (pod) => (pod.containers[0].env = [{ name: 'NODE_OPTIONS', value: '-r /x' }])],
    ['another program', (pod) => (volumeNamed(pod, 'model-guard').configMap.name = 'mine')],
    [
      'a mount over the program',
      (pod) => {
        const path = '/model-guard/model-guard.js';
        pod.containers[0].volumeMounts.push({ name: 'incoming', mountPath: path, subPath: 'x.js' });
      },
    ],
    ['another volume', (pod) => (volumeNamed(pod, 'published').persistentVolumeClaim.claimName = 'mine')],
    ['an init container', (pod) => (pod.initContainers = [{ ...pod.containers[0], name: 'first' }])],
    ['a second container', (pod) => pod.containers.push({ ...pod.containers[0], name: 'second' })],
  ];

  test.each(FAKES)('a job of the same name with %s is no record', async (_, change) => {
    cluster.must(['delete', 'job', job.metadata.name, '-n', NAMESPACE, '--wait', '--ignore-not-found']);
    const fake = structuredClone(job);
    change(fake.spec.template.spec);
    cluster.must(['create', '-f', '-'], JSON.stringify(fake));
    await cluster.finishJob(job.metadata.name, NAMESPACE);
    const { ok, stderr } = await cluster.eventually(
      () => send(() => undefined),
      (answer) => answer.stderr.includes('ran something else'),
    );
    expect([ok, stderr]).toEqual([false, expect.stringContaining('ran something else. Fix: delete it')]);
    cluster.must(['delete', 'job', job.metadata.name, '-n', NAMESPACE, '--wait']);
    expect(
      (
        await cluster.eventually(
          () => send(() => undefined),
          (answer) => !answer.stderr.includes('something'),
        )
      ).ok,
    ).toBe(false);
  });

  test('when it is verified, its pods are admitted', async () => {
    cluster.must(['create', '-f', '-'], JSON.stringify(job));
    await cluster.finishJob(job.metadata.name, NAMESPACE);
    await cluster.eventually(
      () => send(() => undefined),
      ({ ok }) => ok,
    );
    cluster.must(['scale', 'deployment', 'qwen', '-n', NAMESPACE, '--replicas=1']);
    expect(await cluster.eventually(pods, (made) => made.length > 0, 120)).toHaveLength(1);
  });

  const OTHERS: [string, (pod: any) => void, string][] = [
    ['another digest', (pod) => (pod.metadata.annotations[ANNOTATION] = `sha256:${'1'.repeat(64)}`), 'not verified'],
    ['no digest', (pod) => delete pod.metadata.annotations[ANNOTATION], 'not verified'],
    ['another directory', (pod) => (mountOf(pod).subPath = 'sha256-other'), 'mounted read-only, and by the directory'],
    ['the whole volume', (pod) => delete mountOf(pod).subPath, 'mounted read-only, and by the directory'],
    [
      'a writable mount',
      (pod) => {
        mountOf(pod).readOnly = false;
        volumeOf(pod).persistentVolumeClaim.readOnly = false;
      },
      'mounted read-only, and by the directory',
    ],
    [
      'another name for the same volume',
      (pod) => {
        pod.spec.volumes.push({ name: 'again', persistentVolumeClaim: { claimName: 'models' } });
        pod.spec.containers[0].volumeMounts.push({ name: 'again', mountPath: '/again' });
      },
      'mounted read-only, and by the directory',
    ],
  ];

  test.each(OTHERS)('a pod with %s is refused', (_, change, reason) => {
    const { ok, stderr } = send(change);
    expect([ok, stderr]).toEqual([false, expect.stringContaining(reason)]);
  });
});

function volumeNamed(pod: any, volume: string): any {
  return pod.volumes.find(({ name }: any) => name === volume);
}

function mountOf(pod: any): any {
  return pod.spec.containers[0].volumeMounts.find(({ name }: any) => name === 'model');
}

function volumeOf(pod: any): any {
  return pod.spec.volumes.find(({ name }: any) => name === 'model');
}
