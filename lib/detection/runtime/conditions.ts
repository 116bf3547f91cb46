import { RuntimeContract } from './contract';
import { ActOnNode, Kprobe } from './rule';

/** The kernel's name of a process is cut to this length, and it is what Falco sees. */
const LONGEST_PROCESS_NAME = 15;

/** Falco: a program was started. */
export const STARTED = 'evt.type in (execve, execveat)';

/** Falco: a field has one of some values. */
export function among(field: string, values: readonly (string | number)[]): string {
  return `${field} in (${[...new Set(values)].map(quote).join(', ')})`;
}

/** Falco: the process, or its parent, has one of some names. */
export function named(field: 'proc.name' | 'proc.pname', names: readonly string[]): string {
  return among(
    field,
    names.map((name) => name.slice(0, LONGEST_PROCESS_NAME)),
  );
}

/** Falco: a path lies below one of some directories. */
export function below(field: string, directories: readonly string[]): string {
  return anyOf(directories.map((directory) => `${field} startswith ${quote(`${directory}/`)}`));
}

export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0] : `(${conditions.join(' or ')})`;
}

function quote(value: string | number): string {
  return typeof value === 'number' || /^[a-z][a-z0-9._]*$/i.test(value) ? String(value) : JSON.stringify(value);
}

type Operator = { readonly index: number; readonly operator: string; readonly values: readonly string[] };

/** Tetragon: a program was started whose file meets the conditions; any of the selectors suffices. */
export function started(...selectors: object[]): Kprobe {
  return { call: 'security_bprm_check', syscall: false, args: [{ index: 0, type: 'linux_binprm' }], selectors };
}

/** Tetragon: a TCP connection was begun. */
export function connected(...selectors: Operator[][]): Kprobe {
  return {
    call: 'tcp_connect',
    syscall: false,
    args: [{ index: 0, type: 'sock' }],
    selectors: selectors.map((matchArgs) => ({ matchArgs })),
  };
}

export function argument(index: number, operator: string, values: readonly (string | number)[]): Operator {
  return { index, operator, values: [...new Set(values)].map(String) };
}

/** Ends of paths of programs, whichever directory they are in. */
export function fileEnds(names: readonly string[]): string[] {
  return names.map((name) => `/${name}`);
}

/** Security Center: one of some programs, whichever directory it is in. */
export function programs(names: readonly string[]): string {
  return fileEnds(names)
    .map((end) => `*${end}`)
    .join('|');
}

/** Security Center: one of some texts anywhere. */
export function containing(texts: readonly string[]): string {
  return texts.map((text) => `*${text}*`).join('|');
}

/** Security Center: the engine does it. It is known by its command line, without which nothing is denied. */
export function byEngine({ entrypoint }: RuntimeContract, act: ActOnNode): Record<string, ActOnNode> {
  return entrypoint === undefined ? {} : { engine: { ...act, commandLine: containing([entrypoint]) } };
}

/** Security Center: a program that the engine started does it. */
export function byChild({ entrypoint }: RuntimeContract, act: ActOnNode): Record<string, ActOnNode> {
  return entrypoint === undefined ? {} : { child: { ...act, parentCommandLine: containing([entrypoint]) } };
}
