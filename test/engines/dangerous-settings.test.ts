/**
 * What engines must not be told, as it was read in their sources and reviewed, line by line, in dangerous-settings/. The lists are
 * not made from the record: a setting that leaves the record, or changes its danger, turns a line red.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { EngineKey, EngineProfile, ENGINES } from '../../lib/engines';
import { Danger, dangersInArguments, dangersInVariable } from '../../lib/engines/arguments/dangers';
import { KnownEngine } from '../../lib/engines/known-engine';
import { KNOWN_ENGINES } from '../../lib/engines/launches';

interface Group {
  readonly engines: readonly EngineKey[];
  /** Arguments, or a variable with its value, by danger. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
}

const FOLDER = join(__dirname, 'dangerous-settings');
const GROUPS = readdirSync(FOLDER).flatMap((file) => parse(readFileSync(join(FOLDER, file), 'utf8')) as Group[]);

const linesOf = (key: EngineKey) =>
  GROUPS.filter(({ engines }) => engines.includes(key)).flatMap(({ settings }) =>
    Object.entries(settings).flatMap(([danger, lines]) => lines.map((line) => ({ danger, line }))),
  );

function dangersOf(engine: KnownEngine, line: string): readonly Danger[] {
  if (line.startsWith('-')) {
    // the model of the service comes first, so that a line may name another
    return dangersInArguments(engine, [
      ...engine.launch.modelFlags.slice(0, 1).map((flag) => `${flag}=/models/m`),
      ...line.split(' '),
    ]);
  }
  const [name, ...value] = line.split('=');
  return dangersInVariable(engine, name, value.join('='));
}

describe.each(Object.entries(ENGINES) as [EngineKey, EngineProfile][])(
  '%s',
  (key, { name, refusedFlags, refusedEnv }) => {
    const engine = KNOWN_ENGINES.find((known) => known.name === name)!;
    const found = linesOf(key).map((each) => ({ ...each, found: dangersOf(engine, each.line) }));

    test('each line is found with its danger', () => {
      const missed = found.filter(
        ({ danger, found: dangers }) => !dangers.some(({ setting }) => setting.danger === danger),
      );
      expect(missed.map(({ danger, line }) => `${danger}: ${line}`)).toEqual([]);
    });

    test('each setting of the record alone finds some line, so that removing it turns a line red', () => {
      const needed = new Set(
        found.filter(({ found: dangers }) => dangers.length === 1).map(({ found: [only] }) => only.setting),
      );
      const idle = [...refusedFlags, ...refusedEnv].filter((setting) => !needed.has(setting));
      expect(idle.map((setting) => setting.name)).toEqual([]);
    });
  },
);
