import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { JUDGES } from '../support/exclusively';
import { judge, Tool } from '../support/judge';

const NPM: Tool = { command: 'npm', versionArgs: ['--version'], install: 'install Node.js with npm' };
const ROOT = join(__dirname, '../../..');

/** One release of each line that is supported. Source: https://github.com/nodejs/release#release-schedule */
const RELEASES = ['22.23.3', '24.22.3'];

/** At least one test of each part of the library and of the command. */
const SMOKE = [
  'test/inference/pod.test.ts',
  'test/inference/patch.test.ts',
  'test/alicloud/ack-cluster.test.ts',
  'test/guardrails/evaluation',
  'test/guardrails/suppressions',
  'test/model-guard/jinja.test.ts',
  'test/objects/documents',
  'test/cli/formats.test.ts',
];

judge('Node.js releases', [NPM], () => {
  describe.each(RELEASES)('%s', (release) => {
    let node: string;
    beforeAll(() => {
      node = installed(release);
    });

    test('the quickstart is synthesized as on the Node.js of this run', () => {
      expect(demo(node)).toBe(demo(process.execPath));
    });

    test('tests of every part pass', () => {
      // the reporter writes to standard output as well
      const report = join(JUDGES, 'node', release, 'report.json');
      const jest = join('node_modules', 'jest', 'bin', 'jest.js');
      const { stderr } = run(node, [jest, '--ci', '--json', `--outputFile=${report}`, ...SMOKE]);
      const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
        string,
        number
      >;
      expect([numFailedTests, numPendingTests, stderr.match(/●.*/g) ?? []]).toEqual([0, 0, []]);
      expect(numPassedTests).toBeGreaterThan(200);
    });
  });
});

/** The packages that the npm package `node` depends on hold the binaries. */
function installed(release: string): string {
  const folder = join(JUDGES, 'node', release);
  mkdirSync(folder, { recursive: true });
  const platform = `node-${process.platform}-${process.arch}`;
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', '--prefix', folder, ...options, `${platform}@${release}`], { stdio: 'inherit' });
  const node = join(folder, 'node_modules', platform, 'bin', 'node');
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toBe(`v${release}\n`);
  return node;
}

function demo(node: string): string {
  const { status, stdout, stderr } = run(node, [
    join('node_modules', 'tsx', 'dist', 'cli.mjs'),
    ...['--tsconfig', 'tsconfig.dev.json', 'examples/support/demo.ts'],
  ]);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

/** Runs with a Node.js that is found first by whatever it starts. */
function run(node: string, args: string[]): { status: number | null; stdout: string; stderr: string } {
  const PATH = `${dirname(node)}${delimiter}${process.env.PATH}`;
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  return spawnSync(node, args, { ...options, env: { ...process.env, PATH } });
}
