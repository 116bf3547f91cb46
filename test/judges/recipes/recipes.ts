/** What a recipe of CONTRIBUTING.md changes in a clone, and the tests that it names. */
export interface Recipe {
  readonly name: string;
  /** Files to write. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders to copy, with what is replaced in all of their files. */
  readonly copies?: readonly { readonly from: string; readonly to: string; readonly replace: Replacement[] }[];
  /** Lines to add: the text that each one follows. */
  readonly edits: Readonly<Record<string, Replacement[]>>;
  readonly commands: readonly string[];
  readonly tests: readonly string[];
  /** Parts that the tests ask for: without the file, or without a text in it, they fail and name it. */
  readonly parts: readonly { readonly file: string; readonly text?: string; readonly names: RegExp }[];
}

type Replacement = readonly [find: string | RegExp, replacement: string];

const RULE = 'test/guardrails/rules/pod/standard-input.samples.yaml';

const rule: Recipe = {
  name: 'Add a rule',
  files: {
    'lib/guardrails/rules/pod/standard-input.ts': `import { Rule } from '../rule';
import { Severity } from '../severity';

export const standardInput: Rule = {
  id: 'SAI-POD-999',
  name: 'standard-input',
  title: 'Standard input of a container kept open',
  rationale: 'A server that keeps its standard input open can be typed to by whoever attaches to it.',
  severity: Severity.LOW,
  match: { subject: 'container' },
  cel: 'container.?stdin.orValue(false) == false',
  message: 'standard input is kept open',
  fix: 'remove stdin',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'] },
};
`,
    [RULE]: `rule: SAI-POD-999
allowed:
  - container: {}
  - container: { stdin: false }
disallowed:
  - container: { stdin: true }
absent:
  verdict: allowed
  container: {}
malformed:
  container: { stdin: 5 }
`,
  },
  edits: {
    'lib/guardrails/rules/pod/index.ts': [
      ["import { nodeName } from './node-name';\n", "$&import { standardInput } from './standard-input';\n"],
      ['  nodeName,\n', '$&  standardInput,\n'],
    ],
  },
  commands: ['projenrc/generate/main.ts', 'projenrc/generate/rules-page.ts'],
  tests: ['test/guardrails/rules/rules.test.ts', 'test/meta/rules-page.test.ts'],
  parts: [{ file: RULE, names: /no samples of SAI-POD-999/ }],
};

const AS_ZETA: Recipe['edits'][string] = [
  [/SGLANG/g, 'ZETA'],
  [/sglang/g, 'zeta'],
  [/SGLang/g, 'Zeta'],
];
const REVIEWED = 'test/engines/dangerous-settings';

const engine: Recipe = {
  name: 'Add an engine',
  files: {},
  copies: [
    { from: 'lib/engines/sglang', to: 'lib/engines/zeta', replace: AS_ZETA },
    { from: `${REVIEWED}/sglang.yaml`, to: `${REVIEWED}/zeta.yaml`, replace: AS_ZETA },
  ],
  edits: {
    [`${REVIEWED}/every-engine.yaml`]: [['sglang', 'sglang, zeta']],
    [`${REVIEWED}/python-engines.yaml`]: [[/sglang/g, 'sglang, zeta']],
    'lib/engines/engines.ts': [
      ['import { LLAMA_CPP }', "import { ZETA } from './zeta/profile';\n$&"],
      ['  vllm: VLLM,\n', '$&  zeta: ZETA,\n'],
    ],
    'lib/engines/launches.ts': [
      ['import { EngineLaunch }', "import { ZETA_LAUNCH } from './zeta/launch';\n$&"],
      ['  vllm: VLLM_LAUNCH,\n', '$&  zeta: ZETA_LAUNCH,\n'],
    ],
    'lib/engines/index.ts': [["export * from './advisories';\n", "export { ZETA } from './zeta/profile';\n$&"]],
    'lib/inference/inference-engine.ts': [
      ['import {\n', '$&  ZETA,\n'],
      [
        '  /**\n   * An engine that the library does not know.',
        '  /**\n   * Zeta\n   *\n   * @param options image, version, further arguments\n   */\n' +
          '  public static zeta(options: EngineOptions): InferenceEngine {\n' +
          '    return new InferenceEngine(ZETA, options);\n  }\n\n$&',
      ],
    ],
    'test/meta/engine-names.test.ts': [["  tgi: 'its images", "  zeta: 'it is an example',\n$&"]],
  },
  commands: ['projenrc/generate/main.ts'],
  tests: ['test/engines', 'test/meta/engine-names.test.ts'],
  parts: [
    ...['routes', 'advisories', 'refused', 'flags'].map((part) => ({
      file: `lib/engines/zeta/${part}.ts`,
      names: new RegExp(`Cannot find module '[^']*${part}'|"${part}"`),
    })),
    { file: `${REVIEWED}/zeta.yaml`, names: /zeta > each setting of the record alone finds some line/ },
  ],
};

const PAGE_ROW = '| a CertificateSigningRequest is approved | `certificate-approval` |\n';

const GUIDE_ROW = '| `certificate-approval` | high | a CertificateSigningRequest is approved | index |\n';

const signal: Recipe = {
  name: 'Add an audit signal',
  files: {},
  edits: {
    'lib/detection/audit/catalogue/sessions.ts': [
      [
        /\];\n$/,
        `  {
    id: 'certificate-approval',
    title: 'Certificate approved',
    severity: Severity.HIGH,
    detects: 'somebody approves a CertificateSigningRequest, which may name any user',
    quiet: 'the approver of kubelet certificates is a controller and is left out.',
    seed: 'Phase 3: End-to-end log auditing',
    when: [
      { field: 'objectRef.resource', in: ['certificatesigningrequests'] },
      { field: 'objectRef.subresource', in: ['approval'] },
    ],
    except: [],
  },
];
`,
      ],
    ],
    'test/judges/cluster/audit/acts.ts': [
      [
        "  { name: 'a role is made'",
        "  { name: 'a CertificateSigningRequest is approved', signals: ['certificate-approval'], act: kubectl('version') },\n$&",
      ],
    ],
    'docs/detection.md': [['| `rbac-change` |', `${GUIDE_ROW}$&`]],
    'docs/ACTS.md': [['| a role is made |', `${PAGE_ROW}$&`]],
    'test/detection/audit/signals.test.ts': [
      [
        'const ATTACKS: [string, AuditEvent, string[]][] = [\n',
        "$&  ['an approval', event(['update', '/apis/certificates.k8s.io/v1/certificatesigningrequests/a/approval', 200], " +
          "{ resource: 'certificatesigningrequests/approval' }), ['certificate-approval']],\n",
      ],
    ],
  },
  commands: ['projenrc/generate/main.ts'],
  tests: ['test/detection'],
  parts: [
    { file: 'docs/ACTS.md', text: PAGE_ROW, names: /certificate-approval/ },
    { file: 'docs/detection.md', text: GUIDE_ROW, names: /certificate-approval/ },
  ],
};

export const RECIPES: readonly Recipe[] = [rule, engine, signal];
