import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../../lib/guardrails/rules';
import { isCelRule } from '../../../lib/guardrails/rules/rule';
import { Manifest } from '../../../lib/objects/manifest';
import { notUnderstoodIn } from '../../../lib/objects/places/not-understood';

/** Longer than Linux takes one argument. */
const SIZE = 300_000;

/** What takes quadratic time takes minutes at this length; what does not, milliseconds. */
const MOST_MS = 8_000;

const PODS = RULES.filter(isCelRule).filter(({ match }) => ['pod', 'container'].includes(match.subject));

/** Words that patterns begin with: each may be a start from which a pattern looks for its end in vain. */
const PUMPS = [
  ...[
    'model_signing ',
    'model-guard.js verify ',
    'cosign ',
    'vllm serve ',
    '--model ',
    '--load-format ',
    '--a=',
    'python -m ',
  ],
  ...[
    'a/',
    '../',
    '/dev/',
    ' ',
    '\n',
    '"',
    '{"',
    '\\',
    '$(A)',
    '${A}',
    'a.',
    '0.',
    ':',
    'https://',
    'a@',
    '-----BEGIN ',
    'eyJ',
    'sk-',
  ],
];

const FIELDS: Readonly<Record<string, (text: string) => Manifest>> = {
  'an argument': (text) => pod({ args: [text] }),
  'an argument of an init container': (text) => pod({}, { initContainers: [{ name: 'i', image: 'i', args: [text] }] }),
  'a variable': (text) => pod({ env: [{ name: 'EXTRA_ARGS', value: text }] }),
  'an image': (text) => pod({ image: text }),
  'a path': (text) =>
    pod(
      { volumeMounts: [{ name: 'v', mountPath: text }] },
      {
        volumes: [
          { name: 'v', persistentVolumeClaim: { claimName: 'c' } },
          { name: 'h', hostPath: { path: text } },
        ],
      },
    ),
  'an annotation': (text) => pod({}, {}, { a: text }),
};

function pod(container: object, spec: object = {}, annotations: object = {}): Manifest {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', annotations } },
    spec: { containers: [{ name: 'c', image: 'vllm', command: ['vllm', 'serve', '/m'], ...container }], ...spec },
  } as Manifest;
}

test.each(Object.entries(FIELDS))(
  'no rule takes more than linear time for %s',
  (_, make) => {
    const slow: string[] = [];
    for (const pump of PUMPS) {
      const object = make(pump.repeat(SIZE / pump.length));
      for (const rule of PODS) {
        const begin = performance.now();
        evaluateManifests([object], {}, [rule]);
        if (performance.now() - begin > MOST_MS) {
          slow.push(`${rule.id}: ${JSON.stringify(pump)}`);
        }
      }
    }
    expect(slow).toEqual([]);
  },
  300_000,
);

test.each(['${', '{{', '$(params', 'kind ', 'kind"'])(
  'nor does the search for what is not understood, for %s',
  (pump) => {
    const text = pump.repeat(SIZE / pump.length);
    const begin = performance.now();
    notUnderstoodIn(pod({ image: text }));
    notUnderstoodIn({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: text } } as Manifest);
    expect(performance.now() - begin).toBeLessThan(MOST_MS);
  },
);
