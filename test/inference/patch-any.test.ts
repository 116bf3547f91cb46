/** Objects of every construct can be patched, and what comes out is checked. */
import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { newChart, newService } from './fixtures';
import { Patch, SandboxRuntime, SandboxRuntimeClass, SecureNamespace } from '../../lib';

const writtenOf = (chart: Chart, kind: string, name?: string) =>
  Testing.synth(chart).find((each: any) => each.kind === kind && (name === undefined || each.metadata.name === name));

function newNamespace(): [Chart, SecureNamespace] {
  const chart = new Chart(new App(), 'c');
  return [chart, new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4 })];
}

test('a namespace', () => {
  const [chart, namespace] = newNamespace();
  Patch.apply(namespace, 'ResourceQuota', JsonPatch.add('/spec/hard/pods', '20'));
  expect(writtenOf(chart, 'ResourceQuota').spec.hard.pods).toBe('20');
});

test('one of several objects of a kind, by its name', () => {
  const [chart] = newNamespace();
  new SecureNamespace(chart, 'Other', { name: 'other', gpus: 1 });
  Patch.apply(chart, 'Namespace/other', JsonPatch.add('/metadata/annotations', { owner: 'me' }));
  expect(writtenOf(chart, 'Namespace', 'other').metadata.annotations).toEqual({ owner: 'me' });
  expect(() => Patch.apply(chart, 'Namespace', JsonPatch.add('/metadata/annotations', {}))).toThrow(
    '[c] patch does not name one object of the construct: got "Namespace"; allowed: Namespace/inference, Namespace/other;',
  );
});

test('a class of the cluster, and objects of a service through its chart', () => {
  const chart = newChart();
  const runtime = new SandboxRuntimeClass(chart, 'Sandbox', SandboxRuntime.gvisor({ nodeLabels: { pool: 'gvisor' } }));
  Patch.apply(runtime, 'RuntimeClass', JsonPatch.add('/metadata/annotations', { owner: 'me' }));
  expect(writtenOf(chart, 'RuntimeClass').metadata.annotations).toEqual({ owner: 'me' });
  newService({}, chart);
  Patch.apply(chart, 'Deployment', JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 45));
  expect(writtenOf(chart, 'Deployment').spec.template.spec.terminationGracePeriodSeconds).toBe(45);
});

test.each<[string, string, JsonPatch, RegExp]>([
  [
    'a field that Kubernetes does not know',
    'ResourceQuota',
    JsonPatch.add('/spec/hards', {}),
    /kubernetes \S+ does not know/,
  ],
  [
    'a token of cdktf',
    'Namespace',
    JsonPatch.add('/metadata/annotations', { a: '${TfToken[TOKEN.7]}' }),
    /SAI-ADM-011/,
  ],
])('%s stops the synthesis, once', (_, kind, operation, message) => {
  const [chart, namespace] = newNamespace();
  Patch.apply(namespace, kind, operation);
  Patch.apply(namespace, kind, JsonPatch.add('/metadata/labels/owner', 'me'));
  const errors = namespace.node.findAll().flatMap((construct) => construct.node.validate());
  expect(errors).toEqual([expect.stringMatching(message)]);
  expect(() => App.of(chart).synth()).toThrow(message);
});

test('what names no object is refused with those that there are', () => {
  const [, namespace] = newNamespace();
  expect(() => Patch.apply(namespace, 'Deployment', JsonPatch.add('/spec', {}))).toThrow(
    /\[c\/Namespace\] patch does not name one object of the construct: got "Deployment"; allowed: Namespace\/inference, /,
  );
});
