/** A new repository synthesizes and passes its own test and check at once, with the commands that its scripts name. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { planFrom } from '../../lib/cli/commands/init-app';
import { APP_OPTIONS } from '../../lib/scaffold/app-plan';
import { CommandUnderTest } from '../cli/command';

const command = new CommandUnderTest();
// below the repository, so that packages are found
const ROOM = resolve('out/init-app-test');
beforeAll(() => mkdirSync(ROOM, { recursive: true }));
afterAll(() => {
  command.remove();
  rmSync(ROOM, { recursive: true });
});

function init(folder: string, ...args: string[]) {
  return command.start(['init', 'app', '--out', join(ROOM, folder), ...args]);
}

/** Runs a program of a repository, with the sources of the library in place of the package. */
function run(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules/.bin/tsx'), ...args], {
    cwd: join(ROOM, folder),
    encoding: 'utf8',
    env: { ...process.env, TSX_TSCONFIG_PATH: resolve('tsconfig.dev.json'), CI: '', ...environment },
  });
  return { status, output: `${stdout}${stderr}` };
}

// each takes seconds: one of Python with safetensors, and one with other formats
test.each(['vllm', 'llamaCpp'])('a repository for %s passes its test, synthesizes and passes its check', (engine) => {
  expect(init(engine, '--engine', engine).status).toBe(0);
  expect(run(engine, ['--test', 'test/app.test.ts'])).toMatchObject({ status: 0 });
  expect(run(engine, ['main.ts'])).toMatchObject({ status: 0 });
  const { scripts } = JSON.parse(readFileSync(join(ROOM, engine, 'package.json'), 'utf8'));
  const [, ...words] = (scripts.check as string).replace('dist', join(ROOM, engine, 'dist')).split(' ');
  // as found in the working directory
  const settings = ['--config', join(ROOM, engine, 'ack-secure-inference.yaml')];
  const checked = command.start([...words, ...settings]);
  expect(`${checked.status} ${checked.stdout}`).toMatch(/^0 /);
  expect(checked.stderr).toContain('registries from');
  const [, ...policies] = (scripts.policies as string).split(' ');
  expect(command.start([...policies, ...settings])).toMatchObject({ status: 0 });
});

test('a test fails when what is written changes, and where CI has no snapshot', () => {
  init('changed');
  const tested = ['--test', 'test/app.test.ts'];
  expect(run('changed', tested, { CI: '1' }).status).toBe(1);
  expect(run('changed', tested).status).toBe(0);
  init('changed', '--name', 'other', '--force');
  expect(run('changed', tested).status).toBe(1);
});

test('a stack of the cloud is synthesized by its own program', () => {
  expect(init('cloud', '--cloud', '--updates', 'dependabot', '--gate', 'gitlab').status).toBe(0);
  expect(run('cloud', ['cloud.ts'])).toMatchObject({ status: 0 });
  expect(existsSync(join(ROOM, 'cloud/cdktf.out/stacks/chat/cdk.tf.json'))).toBe(true);
  expect(parse(readFileSync(join(ROOM, 'cloud/.github/dependabot.yml'), 'utf8')).updates).toHaveLength(1);
  expect(parse(readFileSync(join(ROOM, 'cloud/.gitlab-ci.yml'), 'utf8')).check.script).toContain('npm test');
});

test('the gate runs on pull requests, and its scripts exist', () => {
  init('gate');
  const workflow = parse(readFileSync(join(ROOM, 'gate/.github/workflows/pull-request.yml'), 'utf8'));
  expect(workflow.on).toHaveProperty('pull_request');
  const { scripts } = JSON.parse(readFileSync(join(ROOM, 'gate/package.json'), 'utf8'));
  const steps = workflow.jobs.check.steps.flatMap(({ run: line }: { run?: string }) => line ?? []) as string[];
  const named = steps.flatMap((line) => /^npm (?:run )?(\w+)$/.exec(line)?.[1] ?? []);
  expect(named.filter((script) => script !== 'ci' && !(script in scripts))).toEqual([]);
});

test('on a terminal every option is asked for once; an empty answer is the default', async () => {
  const asked: string[] = [];
  const plan = await planFrom({ name: 'given' }, async (question) => {
    asked.push(question);
    return question.startsWith('inference engine') ? ' sglang ' : question.startsWith('Terraform') ? 'yes' : '';
  });
  expect(plan).toMatchObject({ name: 'given', engine: 'sglang', gate: 'github', updates: 'renovate', cloud: true });
  expect(asked).toHaveLength(APP_OPTIONS.length);
});

test('everything that is wrong is said at once, and nothing is written', () => {
  const { status, stderr } = init('wrong', '--name', 'Not A Name', '--engine', 'nothing');
  expect(status).toBe(2);
  expect(stderr).toMatch(/--name is not usable[\s\S]*--engine is not usable[\s\S]*nothing was written/);
  expect(existsSync(join(ROOM, 'wrong'))).toBe(false);
});

test('files that exist are not replaced', () => {
  init('twice');
  expect(init('twice')).toMatchObject({ status: 2, stderr: expect.stringContaining('app.ts exists') });
});
