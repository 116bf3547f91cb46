import { Group, groupsOf, programWords, Word } from './command-line';
import { Server } from './find-servers';
import { Fate } from './ledger';
import { checkArguments, EngineFlag } from '../engines';
import { readCommandLine } from '../engines/arguments/abbreviations';
import { checkFit, Fit } from '../engines/arguments/fit';
import { LAUNCHES } from '../engines/launches';
import { describe } from '../private/problems';
import { checkSecrets } from '../private/secrets';

/** What the command line says. */
export interface ReadArguments {
  readonly args: readonly string[];
  readonly budget: Readonly<Record<string, number>>;
  /** Model as it is named: a repository of a hub, or a directory. */
  readonly model?: string;
  readonly modelName?: string;
}

/** Numbers of an abuse budget that flags of engines set, by the placeholder in the profile. */
const BUDGET = ['contextTokens', 'concurrentRequests'];

/** Flags that make a server one half of a pair. */
const PEERS = /^--(disaggregation-|kv-transfer-config|kv-connector)/;

const NAME_FLAGS = ['--served-model-name', '--model-name', '--alias'];

/** What becomes of each word of the command line. */
export function readArguments(server: Server, fit: Fit): ReadArguments {
  const { ledger, words } = server;
  const program = programWords(words);
  const shellNote =
    'a shell starts the engine; the library starts it without one, and reads the arguments that it knows';
  for (const { path, inShell } of words) {
    ledger.mark(path, inShell ? Fate.REFUSED : Fate.HARDENED, inShell ? shellNote : 'the library writes the command');
  }
  const found: { args: string[]; budget: Record<string, number>; model?: string; modelName?: string } = {
    args: [],
    budget: {},
    model: positionalModel(server, program),
  };
  for (const group of groupsOf(words.slice(program.length))) {
    readFlag(server, group, fit, found);
  }
  return found;
}

/** `vllm serve <model>`: the model is the word behind the subcommand. */
function positionalModel({ engine, ledger }: Server, program: readonly Word[]): string | undefined {
  const text = program.map((word) => word.text).join(' ');
  const pattern = LAUNCHES[engine].positionalModel;
  const last = program.at(-1);
  if (pattern === undefined || last === undefined || !new RegExp(pattern).test(text)) {
    return undefined;
  }
  ledger.mark(last.path, last.inShell ? Fate.REFUSED : Fate.HARDENED, 'the model is mounted; see its row');
  return last.text;
}

function readFlag(
  { engine, profile, ledger }: Server,
  { words }: Group,
  fit: Fit,
  found: { args: string[]; budget: Record<string, number>; model?: string; modelName?: string },
): void {
  const texts = words.map(({ text }) => text);
  const [flag] = readCommandLine(profile, texts).flags;
  const mark = (fate: Fate, note: string) =>
    words.forEach(({ path, inShell }) => ledger.mark(path, inShell ? Fate.DECIDE : fate, inShell ? SCRIPT : note));
  const value = flag?.values[0];
  if (flag && LAUNCHES[engine].modelFlags.includes(flag.name)) {
    found.model = value;
    return mark(Fate.HARDENED, 'the model is mounted read-only, and the library names its directory');
  }
  if (flag && value && NAME_FLAGS.includes(flag.name)) {
    found.modelName = value;
    return mark(Fate.KEPT, 'name of the ModelSource');
  }
  const isFlag = ({ name, aliases = [] }: EngineFlag) => flag !== undefined && [name, ...aliases].includes(flag.name);
  const own = profile.flags.find(isFlag);
  const { flags = [], workerFlags = [] } = profile.multiNode ?? {};
  const ofScale = [...flags, ...workerFlags, ...profile.flags.filter((each) => each.value?.includes('${gpus}'))];
  if (flag && ofScale.some(isFlag)) {
    return mark(Fate.HARDENED, 'the library sets it from GPUs and nodes of a replica');
  }
  if (flag && PEERS.test(flag.name)) {
    return mark(Fate.REFUSED, 'prefill and decode are served by the same pods: no property of the service splits them');
  }
  const number = BUDGET.find((key) => own?.value === `\${${key}}`);
  if (number !== undefined && Number.isInteger(Number(value)) && Number(value) > 0) {
    found.budget[number] = Number(value);
    return mark(Fate.KEPT, `AbuseBudget.of({ ${number} })`);
  }
  const asked = own === undefined || own.replaceable !== false;
  const problems = [
    ...checkArguments(profile, texts),
    ...checkFit(profile, texts, fit),
    ...checkSecrets({ argument: texts.join(' ') }),
  ];
  if (problems.length > 0 || texts.some((text) => text.includes('$'))) {
    return mark(
      asked ? Fate.REFUSED : Fate.HARDENED,
      problems.length > 0 ? describe({ ...problems[0], got: flag?.name }) : 'a shell or Kubernetes would complete it',
    );
  }
  found.args.push(...texts);
  mark(Fate.KEPT, 'argument of the engine');
}

const SCRIPT = 'read from a script of a shell: compare the arguments of the program with it';
