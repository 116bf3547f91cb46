import type { Fields } from './adopted';
import { EngineKey } from '../engines';
import { normalized } from '../engines/arguments/normalized';
import { LAUNCHES } from '../engines/launches';

/** A word of a command line, and the field that it stands in. */
export interface Word {
  readonly text: string;
  readonly path: string;
  /** Whether a shell would split the text that it stands in. */
  readonly inShell: boolean;
}

/** A flag with its values. */
export interface Group {
  readonly words: readonly Word[];
}

const SHELL = /(^|\/)(ba|da|a|k|z)?sh$/;
const FLAG = /^--?[A-Za-z]/;

/** Words of command and arguments; a script of a shell is split, and only the command that starts an engine is read. */
export function commandWords(container: Fields, path: string): Word[] {
  const fields = ['command', 'args'].flatMap((field) =>
    (Array.isArray(container[field]) ? (container[field] as unknown[]) : []).map((text, index) => ({
      text: String(text),
      path: `${path}.${field}[${index}]`,
      inShell: false,
    })),
  );
  const [program, ...rest] = fields;
  const script = program && SHELL.test(program.text) ? rest.find(({ text }) => !text.startsWith('-')) : undefined;
  return script === undefined ? fields : scriptWords(script);
}

function scriptWords(script: Word): Word[] {
  const commands = script.text.replaceAll(/\\\n/g, ' ').split(/&&|\|\||[;|&\n]/);
  const text = commands.find((command) => engineOfText(command) !== undefined) ?? '';
  const words = [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
  return words.filter((word) => word !== 'exec').map((word) => ({ text: word, path: script.path, inShell: true }));
}

/** The engine that a container starts: by its command line, or by the image whose own command starts it. */
export function engineOf(container: Fields, words: readonly Word[]): EngineKey | undefined {
  const byCommand = engineOfText(words.map(({ text }) => text).join(' '));
  const repository = String(container.image ?? '')
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '');
  const name = repository.split('/').at(-1)!;
  const byImage = keys().find(
    (key) =>
      new RegExp(`^(${LAUNCHES[key].images})$`).test(name) ||
      LAUNCHES[key].officialImages.some((image) => `/${repository}`.endsWith(`/${image}`)),
  );
  return byCommand ?? byImage ?? (hasGpu(container) ? engineOfVariables(container) : undefined);
}

/** Charts name the image of NIM by its model, and only NIM reads `NIM_…`. */
function engineOfVariables({ env }: Fields): EngineKey | undefined {
  const names = Array.isArray(env) ? env.map((variable) => String(variable?.name)) : [];
  return keys().find((key) =>
    LAUNCHES[key].variablePrefixes.some((prefix) => names.some((name) => name.startsWith(prefix))),
  );
}

function hasGpu({ resources }: Fields): boolean {
  return Object.keys({ ...resources?.limits, ...resources?.requests }).some((name) => name.startsWith('nvidia.com/'));
}

function engineOfText(text: string): EngineKey | undefined {
  const line = normalized(text).replaceAll(/["']/g, '').replaceAll(/\s+/g, ' ').trim();
  return keys().find((key) => new RegExp(LAUNCHES[key].programs).test(line));
}

function keys(): EngineKey[] {
  return Object.keys(LAUNCHES) as EngineKey[];
}

/** Words before the arguments of the engine: its program, its subcommand and what is named by position. */
export function programWords(words: readonly Word[]): Word[] {
  const module = words.findIndex(({ text }) => text === '-m');
  const isPython = module > 0 && /python[\d.]*$/.test(words[module - 1].text);
  const start = isPython ? module + 2 : 0;
  const flag = words.findIndex(({ text }, index) => index >= start && FLAG.test(text));
  return words.slice(0, flag < 0 ? words.length : flag);
}

/** Flags in their order, each with the words up to the next one. */
export function groupsOf(words: readonly Word[]): Group[] {
  const groups: { words: Word[] }[] = [];
  for (const word of words) {
    if (FLAG.test(word.text) || groups.length === 0) {
      groups.push({ words: [word] });
    } else {
      groups.at(-1)!.words.push(word);
    }
  }
  return groups;
}
