import { checkReason, checkTarget } from './acceptance';
import { Suppression } from './suppression';
import { Problem } from '../../private/problems';

/** One entry of `acceptances.yaml`. */
export interface Acceptance {
  /** Id of the rule, or the reason why something was not understood. */
  readonly rule: string;
  readonly subject: string;
  readonly reason: string;
  readonly reference?: string;
  readonly expires?: string;
}

/** Name of the file unless another is given. */
export const ACCEPTANCES_FILE = 'acceptances.yaml';

const REQUIRED = ['rule', 'subject', 'reason'] as const;
const OPTIONAL = ['reference', 'expires'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const HEADER = `# Risks that people accepted, written by guardrails.Risk.write: change the code, not this file.
# Read by: check --acceptances and the cdk8s plug-in ManifestValidation. Review every change.
`;

/** The file as text, sorted, so that a change is a change of its own lines only. */
export function acceptancesText(acceptances: readonly Acceptance[]): string {
  const entries = [...new Set(acceptances.map(entryText))].sort();
  return `${HEADER}acceptances:${entries.length === 0 ? ' []' : `\n${entries.join('\n')}`}\n`;
}

/** Characters that JSON leaves as they are, and that YAML forbids or that go-yaml takes for line breaks. */
const NOT_PLAIN_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A JSON string is a double-quoted string of YAML, once those characters are escaped. */
function quoted(text: string | undefined): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(NOT_PLAIN_IN_YAML, escape);
}

function entryText(acceptance: Acceptance): string {
  const fields = [...REQUIRED, ...OPTIONAL].filter((field) => acceptance[field] !== undefined);
  return fields
    .map((field, index) => `${index === 0 ? '  - ' : '    '}${field}: ${quoted(acceptance[field])}`)
    .join('\n');
}

/** What the content of the file says, and everything that is wrong with it. */
export function readAcceptances(file: string, content: unknown): [Suppression[], Problem[]] {
  const entries = (content as { acceptances?: unknown } | null)?.acceptances;
  const others = isObject(content) ? Object.keys(content).filter((key) => key !== 'acceptances') : [];
  if (!Array.isArray(entries) || others.length > 0) {
    const problem = {
      what: 'file holds no list of accepted risks',
      got: others.length > 0 ? others : content,
      allowed: 'one key, acceptances, with a list of rule, subject, reason, reference and expires',
      fix: 'write it with guardrails.Risk.write(app, "acceptances.yaml")',
    };
    return [[], [problem]];
  }
  const problems = entries.flatMap(checkEntry);
  return problems.length > 0 ? [[], problems] : [entries.map((entry) => suppressionOf(file, entry as Acceptance)), []];
}

function suppressionOf(file: string, { rule, ...rest }: Acceptance): Suppression {
  return { ruleId: rule, ...rest, origin: `${file}: ${rule} of ${rest.subject}` };
}

function checkEntry(entry: unknown, index: number): Problem[] {
  const allowed: readonly string[] = [...REQUIRED, ...OPTIONAL];
  const fields = isObject(entry) ? entry : {};
  const wrong = [
    ...REQUIRED.filter((field) => typeof fields[field] !== 'string' || fields[field] === ''),
    ...OPTIONAL.filter((field) => fields[field] !== undefined && typeof fields[field] !== 'string'),
    ...Object.keys(fields).filter((field) => !allowed.includes(field)),
  ];
  if (wrong.length > 0) {
    const what = `fields of acceptance ${index + 1} are missing, unknown or not text: ${wrong.join(', ')}`;
    return [
      { what, got: entry, allowed: `${REQUIRED.join(', ')}; optional: ${OPTIONAL.join(', ')}`, fix: 'quote text' },
    ];
  }
  const { rule, subject, reason, expires } = fields as unknown as Acceptance;
  return [...checkTarget(rule, subject), ...checkReason(reason), ...checkDay(expires)];
}

/** A day that is past is no error of the file: its findings are open again, and a warning says why. */
function checkDay(expires: string | undefined): Problem[] {
  return expires === undefined || (DAY.test(expires) && !Number.isNaN(Date.parse(expires)))
    ? []
    : [{ what: 'invalid expiry date', got: expires, allowed: 'YYYY-MM-DD', fix: 'write "2027-06-30", quoted' }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
