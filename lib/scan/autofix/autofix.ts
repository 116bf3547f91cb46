import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { insertField, NotInPlaceError } from './insert';
import { Change, Left, proposalFor, withField } from './propose';
import { subjectName } from '../../guardrails/evaluation/subject-name';
import { Violation } from '../../guardrails/evaluation/violation';
import { ParsedDocument } from '../../objects/documents/parse';
import { textDocuments } from '../../objects/documents/text-documents';
import { Steps } from '../../objects/steps';
import { classify } from '../classify';
import { Source } from '../sources';

/** A file that rules with an autofix object to. */
export interface FixedFile {
  readonly file: string;
  /** Where to write the text, links followed; undefined if nothing changes. */
  readonly target?: string;
  readonly text: string;
  readonly written: readonly string[];
  /** What a person has to decide, and why. */
  readonly left: readonly string[];
}

/** Why a whole file is left as it is. */
const NOT_WRITTEN: readonly { readonly form: RegExp; readonly reason: string }[] = [
  { form: /^\s*[{[]/, reason: 'JSON is written by programs: change what writes it' },
  { form: /\{\{/, reason: 'it may be a template ({{ … }}): change what fills it in' },
  {
    form: /^#.*(\bSource: \S+\/templates\/|\bgenerated\b|do not edit)/im,
    reason: 'a comment says that it is generated: change what generates it',
  },
];

/**
 * Fixes files in memory; the caller writes them. Files that cannot be read are problems of the check.
 *
 * @param isOpen whether a violation is one that nobody accepted
 */
export async function autofix(
  sources: readonly Source[],
  isOpen: (violation: Violation) => boolean,
): Promise<readonly FixedFile[]> {
  const fixed: FixedFile[] = [];
  for (const { name, skipped } of sources) {
    if (!skipped && statSync(name, { throwIfNoEntry: false })?.isFile()) {
      const text = readFileSync(name, 'utf8');
      const values = await valuesIn(text).catch(() => []);
      const proposals = values.flatMap((value, index) => proposalsIn(value, index, isOpen));
      if (proposals.length > 0) {
        fixed.push(await fixFile(name, text, values, proposals));
      }
    }
  }
  return fixed;
}

async function fixFile(file: string, before: string, values: readonly unknown[], proposals: readonly Proposed[]) {
  const reason = NOT_WRITTEN.find(({ form }) => form.test(before))?.reason;
  const left = proposals.flatMap(({ subject, left: some }) => some.map((each) => leftText(subject, each)));
  if (reason !== undefined) {
    return { file, text: before, written: [], left: [reason, ...left] };
  }
  const { text, written, failed } = await write(before, values, proposals);
  return { file, text, target: text === before ? undefined : realpathSync(file), written, left: [...failed, ...left] };
}

interface Proposed {
  readonly document: number;
  readonly subject: string;
  /** Paths are those of the document. */
  readonly changes: readonly Change[];
  readonly left: readonly Left[];
}

function proposalsIn(value: unknown, document: number, isOpen: (violation: Violation) => boolean): Proposed[] {
  const content = classify(value);
  const objects = content.kind === 'objects' ? content.objects : [];
  return objects
    .map(({ object, path }) => {
      const { changes, left } = proposalFor(object, isOpen);
      const placed = changes.map((change) => ({ ...change, path: [...path, ...change.path] }));
      return { document, subject: subjectName(object)!, changes: placed, left };
    })
    .filter(({ changes, left }) => changes.length + left.length > 0);
}

/** Writes changes one by one, and keeps those after which readers find what was meant and nothing else. */
async function write(before: string, values: readonly unknown[], proposals: readonly Proposed[]) {
  let text = before;
  let expected = [...values];
  const written: string[] = [];
  const failed: string[] = [];
  for (const { document, subject, changes } of proposals) {
    for (const { path, value, ruleId } of changes) {
      try {
        const next = insertField(text, document, path, value);
        const meant = expected.map((each, index) => (index === document ? withField(each, path, value) : each));
        if (!isDeepStrictEqual(await valuesIn(next), meant)) {
          throw new NotInPlaceError('it cannot be written in place');
        }
        [text, expected] = [next, meant];
        written.push(`${subject} ${pathText(path)}: ${JSON.stringify(value)} (${ruleId})`);
      } catch (error) {
        failed.push(leftText(subject, { path, ruleId, reason: (error as Error).message }));
      }
    }
  }
  return { text, written, failed };
}

function leftText(subject: string, { path, ruleId, reason }: Left): string {
  return `${subject} ${pathText(path)} (${ruleId}): ${reason}`;
}

function pathText(path: Steps): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}

/** What the check reads in a text. */
async function valuesIn(text: string): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const document of textDocuments([text])) {
    values.push(new ParsedDocument(document).value());
  }
  return values;
}
