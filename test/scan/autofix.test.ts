/** `check --fix`: after it the finding is gone, a second run changes nothing, and a file keeps all else. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { evaluateManifests } from '../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../lib/guardrails/rules';
import { Manifest } from '../../lib/objects/manifest';
import { autofix, FixedFile } from '../../lib/scan/autofix/autofix';
import { sourcesOf } from '../../lib/scan/sources';
import { manifestsOf, merge, Sample, samplesOf } from '../guardrails/rules/samples';
import { fuzzing } from '../support/fuzzing';

const folder = mkdtempSync(join(tmpdir(), 'autofix-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function fix(text: string): Promise<FixedFile | undefined> {
  const file = join(folder, 'manifest.yaml');
  writeFileSync(file, text);
  const [fixed] = await autofix(sourcesOf([file]), () => true);
  return fixed;
}

function findings(text: string): string[] {
  const objects = parseAllDocuments(text, { version: '1.1' }).map(
    (document) => (document as { toJS(): unknown }).toJS() as Manifest,
  );
  return evaluateManifests(objects).map(({ rule }) => rule.id);
}

const FIXABLE = RULES.filter((rule) => rule.autofix !== undefined);

test('there are rules with an autofix', () => {
  expect(FIXABLE.map(({ id }) => id).sort()).toEqual([
    ...['SAI-AVL-005', 'SAI-IDN-002', 'SAI-POD-002', 'SAI-POD-004', 'SAI-POD-005', 'SAI-POD-008', 'SAI-POD-027'],
  ]);
});

test('the guide names them all, and what they write', () => {
  const rows = [...readFileSync('docs/GUARDRAILS.md', 'utf8').matchAll(/^\| (SAI-\w+-\d+) \| (.*?) \|/gm)];
  expect(rows.map(([, id]) => id).sort()).toEqual(FIXABLE.map(({ id }) => id).sort());
  for (const [, id, text] of rows.filter(([, , field]) => field !== 'the same')) {
    const { path } = FIXABLE.find((rule) => rule.id === id)!.autofix!;
    expect(text).toContain(
      `${path
        .slice(-2)
        .filter((step) => step !== 'securityContext')
        .join('.')}: `,
    );
  }
});

/** What takes the doubts away, and nothing else. */
const CERTAIN: Sample = {
  pod: { securityContext: { runAsUser: 1001 } },
  spec: { securityContext: { runAsUser: 1001 } },
};

describe.each(FIXABLE.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const { absent, disallowed, malformed } = samplesOf(id);
  const bad = [...(absent.verdict === 'disallowed' ? [absent] : []), ...disallowed, malformed].map((sample) => [
    JSON.stringify(sample),
    stringify(manifestsOf(rule, merge(CERTAIN, sample) as Sample)[0], { version: '1.1' }),
  ]);

  test('a bad sample is fixed', async () => {
    const fixed = await Promise.all(bad.map(async ([, text]) => (await fix(text))?.target));
    expect(fixed.filter(Boolean)).not.toEqual([]);
  });

  test.each(bad)('%s is clean after it, or left to a person with the reason', async (_, text) => {
    const fixed = (await fix(text))!;
    const isLeft = fixed.left.some((reason) => reason.includes(id));
    expect(findings(fixed.text).includes(id)).toBe(isLeft);
    expect(fixed.left.filter((reason) => /^[^:]+: \S/.test(reason))).toEqual(fixed.left);
  });

  test.each(bad)('%s is not changed by a second run', async (_, text) => {
    const once = (await fix(text))!;
    const twice = await fix(once.text);
    expect([twice?.target, twice?.written ?? [], twice?.left ?? []]).toEqual([undefined, [], once.left]);
  });
});

const DEPLOYMENT = `# owned by the platform team
apiVersion: apps/v1
kind: Deployment
metadata: {name: chat,   namespace: "ai"}   # two spaces stay
spec:
  selector: { matchLabels: { app: chat } }
  template:
    metadata:
      labels: { app: chat }
    spec:
      # weights
      volumes: []
      securityContext:
        runAsUser: 1000

      containers:
      - name: engine # vllm
        image: 'registry.example.com/ai/vllm'
        args: ["--port", '8000']
        # nothing is written to the root
      - image: |-
          registry.example.com/ai/proxy
        name: proxy
        securityContext: {readOnlyRootFilesystem: true}
---
apiVersion: v1
kind: ConfigMap
metadata:
    name: other
`;

test('comments, order, quotes and spaces are kept: lines are added, and nothing else', async () => {
  const { text, written, left } = (await fix(DEPLOYMENT))!;
  expect(text).toBe(
    DEPLOYMENT.replace(
      '        runAsUser: 1000\n',
      '        runAsUser: 1000\n        seccompProfile:\n          type: RuntimeDefault\n',
    )
      .replace(
        '      # weights\n      volumes',
        '      # weights\n      automountServiceAccountToken: false\n      volumes',
      )
      .replace(
        "ai/vllm'\n",
        'ai/vllm\'\n        securityContext:\n          allowPrivilegeEscalation: false\n          runAsNonRoot: true\n          capabilities:\n            drop: ["ALL"]\n',
      )
      .replace(
        '{readOnlyRootFilesystem: true}',
        '{runAsNonRoot: true, capabilities: {drop: ["ALL"]}, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}',
      ),
  );
  expect(written).toContain('Deployment/chat spec.template.spec.automountServiceAccountToken: false (SAI-IDN-002)');
  expect(left).toEqual([]);
});

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n';

test.each([
  [
    'windows line breaks',
    `${POD}  containers:\n  - name: c\n    image: i\n`.replaceAll('\n', '\r\n'),
    /\r\n {4}securityContext:\r\n/,
  ],
  ['no line break at the end', `${POD}  containers:\n  - name: c\n    image: i`, /image: i\n {4}securityContext:/],
  [
    'a field without a value',
    `${POD}  containers:\n  - name: c\n    securityContext:\n    image: i\n`,
    /securityContext:\n {6}allow/,
  ],
  ['a map on one line', `${POD}  containers: [{name: c, image: i}]\n`, /\[\{securityContext: \{allow.*, name: c/],
  [
    'an item of a List',
    `apiVersion: v1\nkind: List\nitems:\n- ${POD.replaceAll('\n', '\n  ')}  containers: [{name: c}]\n`,
    /securityContext/,
  ],
])('%s stay', async (_, text, written) => {
  const fixed = (await fix(text))!;
  expect(fixed.text).toMatch(written);
  expect(fixed.target).toBeDefined();
});

test.each([
  ['an anchor', `${POD}  containers:\n  - &c\n    name: c\n  - *c\n`, 'anchor'],
  ['null', `${POD}  containers:\n  - name: c\n    securityContext: null\n`, 'securityContext is written as null'],
  ['root', `${POD}  containers:\n  - name: c\n`, 'may run as root'],
  [
    'another value',
    `${POD}  containers:\n  - name: c\n    securityContext: {allowPrivilegeEscalation: true}\n`,
    'somebody wrote true',
  ],
  [
    'a privileged container',
    `${POD}  containers:\n  - name: c\n    securityContext: {privileged: true}\n`,
    'privileged',
  ],
  [
    'SYS_ADMIN',
    `${POD}  containers:\n  - name: c\n    securityContext: {capabilities: {add: [SYS_ADMIN]}}\n`,
    'adds SYS_ADMIN',
  ],
  [
    'a service account',
    `${POD}  serviceAccountName: operator\n  containers:\n  - name: c\n`,
    'names a service account',
  ],
  [
    'an operator',
    'apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: {name: x}\nspec: {headGroupSpec: {template: {spec: {containers: [{name: c}]}}}}\n',
    'what runs the pods of RayCluster',
  ],
  [
    'JSON',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[{"name":"c"}]}}',
    'JSON is written by programs',
  ],
  ['a template', `${POD}  containers:\n  - name: "{{ .Values.name }}"\n`, 'may be a template'],
  ['output of helm', `# Source: chat/templates/pod.yaml\n${POD}  containers:\n  - name: c\n`, 'generated'],
])('%s is left to a person', async (_, text, reason) => {
  expect((await fix(text))!.left).toContainEqual(expect.stringContaining(reason));
});

test('what is accepted is not fixed, and what cannot be read is left alone', async () => {
  const file = join(folder, 'accepted.yaml');
  writeFileSync(file, `${POD}  containers:\n  - name: c\n`);
  expect(await autofix(sourcesOf([file]), () => false)).toEqual([]);
  expect(await fix(`${POD}  containers: [\n`)).toBeUndefined();
  expect(await fix('apiVersion: v1\nkind: Pod\nkind: Pod\n')).toBeUndefined();
});

test('random layouts of random pods: what is read differs by what was written only', async () => {
  const scalar = fc.constantFrom('a', 'true', '1', 'x # y', "it's", 'long text '.repeat(12), 'a\nb');
  const security = fc.option(
    fc.record({ runAsUser: fc.constantFrom(0, 1000), runAsNonRoot: fc.boolean() }, { requiredKeys: [] }),
    { nil: undefined },
  );
  const container = fc.record(
    { name: scalar, image: scalar, securityContext: security, args: fc.array(scalar, { minLength: 1, maxLength: 2 }) },
    { requiredKeys: ['name'] },
  );
  const spec = fc.record(
    {
      containers: fc.array(container, { minLength: 1, maxLength: 3 }),
      initContainers: fc.array(container, { minLength: 1, maxLength: 1 }),
      securityContext: security,
    },
    { requiredKeys: ['containers'] },
  );
  const layout = fc.record({
    indent: fc.constantFrom(2, 3, 4),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
    lineWidth: fc.constantFrom(0, 40),
    defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  });
  await fc.assert(
    fc.asyncProperty(spec, layout, async (pod, options) => {
      const text = stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: pod }, options);
      const fixed = (await fix(`# a comment\n${text}`))!;
      if (options.collectionStyle === 'block' || !text.startsWith('{')) {
        expect(fixed.left.filter((reason) => /in place|anchor|no map/.test(reason))).toEqual([]);
      }
      const rest = [...fixed.text];
      // the text before is a subsequence of the text after
      let at = 0;
      for (const character of `# a comment\n${text}`) {
        at = rest.indexOf(character, at) + 1;
        expect(at).toBeGreaterThan(0);
      }
      const again = await fix(fixed.text);
      expect(again?.target).toBeUndefined();
    }),
    fuzzing(60),
  );
});
