/** ack-secure-inference.yaml: flags that a team shares, with one source for flags, validation and JSON Schema. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { CommandUnderTest } from './command';
import { program } from '../../lib/cli/program';
import { settingsFileFor } from '../../lib/cli/settings/file';
import { settingsSchema } from '../../lib/cli/settings/schema';
import { sectionOf, sharedCommands, sharedOptions } from '../../lib/cli/settings/shared';
import { problemsIn } from '../../lib/cli/settings/validate';
import { fuzzing } from '../support/fuzzing';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const pod = (image: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x' },
    spec: { containers: [{ name: 'c', image }] },
  });
command.write('pod.json', pod(`harbor.example.com/ai/x@sha256:${'a'.repeat(64)}`));

/** Runs the command with a settings file that is named. */
function runWith(settings: string, ...args: string[]) {
  return command.run([...args, '--config', command.write('settings/team.yaml', settings)]);
}

/** Ids of rules that a check of the pod finds. */
function idsOf({ stdout }: { stdout: string }): string[] {
  return JSON.parse(stdout).findings.map(({ ruleId }: { ruleId: string }) => ruleId);
}

test('a settings file gives what flags do not, and is named', () => {
  const settings = 'check:\n  format: json\n  registries: [harbor.example.com/ai]\n';
  expect(idsOf(command.run(['check', '--format', 'json', 'pod.json']))).toContain('SAI-IMG-002');
  const run = runWith(settings, 'check', 'pod.json');
  expect(idsOf(run)).not.toContain('SAI-IMG-002');
  expect(run.stderr).toContain('ack-secure-inference: format, registries from settings/team.yaml\n');
});

test('flags win, lists included', () => {
  const settings = 'check:\n  format: html\n  registries: [harbor.example.com/ai]\n';
  const run = runWith(settings, 'check', '--format', 'json', '--registries', 'other.example.com', 'pod.json');
  expect(idsOf(run)).toContain('SAI-IMG-002');
  expect(run.stderr).not.toContain('from settings/team.yaml');
});

test('a flag wins over settings that it excludes, and settings that exclude each other are refused', () => {
  const labels = 'policies:\n  namespaceLabels: [team=ai]\n';
  const run = runWith(labels, 'policies', '--all-namespaces');
  expect([run.status, run.stdout.includes('team: ai')]).toEqual([0, false]);
  expect(runWith(labels, 'policies').stdout).toContain('team: ai');
  expect(runWith(`${labels}  allNamespaces: true\n`, 'policies')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('[namespaceLabels] excludes allNamespaces'),
  });
});

test('paths are those of the folder of the settings file', () => {
  command.write('settings/accepted.yaml', 'acceptances: []\n');
  expect(runWith('check:\n  acceptances: [accepted.yaml]\n', 'check', 'pod.json').stderr).not.toContain('ENOENT');
  expect(runWith('check:\n  acceptances: [missing.yaml]\n', 'check', 'pod.json').stderr).toContain(
    'settings/missing.yaml',
  );
});

test.each([
  [
    'an unknown key',
    'check:\n  failOm: high\n',
    'settings/team.yaml:2:11: [check.failOm] unknown key: got "failOm"',
    'fix: write failOn',
  ],
  ['an unknown section', 'chek: {}\n', '[chek] unknown key', 'fix: write check'],
  [
    'a wrong value',
    'check:\n  failOn: hihg\n',
    '[check.failOn] wrong value: got "hihg"',
    'allowed: low, medium, high, critical',
  ],
  ['a text for a list', 'check:\n  registries: a\n', '[check.registries] wrong value: got "a"', 'a list of texts'],
  ['an empty prefix', 'check:\n  registries: ["a,,b"]\n', '[registries] a prefix is empty', 'settings/team.yaml'],
  [
    'a number of another kind',
    'verify:\n  interval: 1.5\n',
    '[verify.interval] wrong value: got 1.5',
    'a whole number from 0',
  ],
  ['what one run does', 'verify:\n  watch: true\n', '[verify.watch] unknown key', 'retryFor'],
  ['no map', '- check\n', 'not a section: got ["check"]', 'a map of check, policies'],
  ['no YAML', 'check: [\n', 'settings/team.yaml:2:1: ', ''],
])('%s is refused with path, value and what is allowed', (_, settings, place, allowed) => {
  const { status, stderr, stdout } = runWith(settings, 'check', 'pod.json');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(place);
  expect(stderr).toContain(allowed);
});

test('all problems are told at once, of other commands too, and a missing file is an error', () => {
  const { stderr } = runWith('check: {failOn: x}\npolicies: {engine: y}\n', 'check', 'pod.json');
  expect(stderr.trim().split('\n')).toHaveLength(2);
  expect(command.run(['check', '--config', 'none.yaml', 'pod.json'])).toMatchObject({ status: 2, stdout: '' });
});

describe('without --config', () => {
  const root = mkdtempSync(join(tmpdir(), 'settings-'));
  afterAll(() => rmSync(root, { recursive: true }));

  test('the nearest file counts, up to the root of the repository', () => {
    const deep = join(root, 'repository/a/b');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(root, 'ack-secure-inference.yaml'), '');
    expect(settingsFileFor(deep)).toBeUndefined();
    mkdirSync(join(root, 'repository/.git'));
    expect(settingsFileFor(deep)).toBeUndefined();
    for (const folder of ['repository', 'repository/a']) {
      writeFileSync(join(root, folder, 'ack-secure-inference.yaml'), '');
      expect(settingsFileFor(deep)).toBe(join(root, folder, 'ack-secure-inference.yaml'));
    }
    expect(settingsFileFor(root)).toBe(join(root, 'ack-secure-inference.yaml'));
  });

  test('the file of the working directory is read, and --no-config reads none', () => {
    command.write('ack-secure-inference.yaml', 'check:\n  format: json\n');
    expect(() => JSON.parse(command.run(['check', 'pod.json']).stdout)).not.toThrow();
    expect(() => JSON.parse(command.run(['check', '--no-config', 'pod.json']).stdout)).toThrow();
    rmSync(join(command.folder, 'ack-secure-inference.yaml'));
  });
});

const schema = settingsSchema(program());
const isValid = new Ajv({ strict: true }).compile(JSON.parse(JSON.stringify(schema)));

test('the JSON Schema of the package is that of the flags, each with what it means', () => {
  const { $schema, title, ...written } = JSON.parse(readFileSync('vendor/settings.schema.json', 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(schema)));
  const options = sharedCommands(program()).flatMap((shared) => sharedOptions(shared));
  expect(options.length).toBeGreaterThan(30);
  expect(options.filter(({ description }) => !description)).toEqual([]);
});

test('validation and JSON Schema agree on every flag and value', () => {
  const value = fc.oneof(
    fc.constantFrom('high', 'json', '', ' ', 'x', true, false, 0, -1, 1.5, 30, null, [], ['a'], [''], [1], {}),
    fc.jsonValue(),
  );
  const settings = fc.constantFrom(...sharedCommands(program())).chain((shared) =>
    fc
      .dictionary(fc.constantFrom('wrong', ...sharedOptions(shared).map((option) => option.attributeName())), value, {
        maxKeys: 3,
      })
      .map((section) => sectionOf(shared).reduceRight<unknown>((inner, name) => ({ [name]: inner }), section)),
  );
  fc.assert(
    fc.property(settings, (content) => {
      expect([content, problemsIn(content, schema).length === 0]).toEqual([content, isValid(content)]);
    }),
    fuzzing(500),
  );
});
