import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { JUDGES } from '../support/exclusively';
import { judge, NPM } from '../support/judge';
import { NODE_RELEASES, nodeRelease } from '../support/node-release';

const ROOT = join(__dirname, '../../..');

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
  describe.each(NODE_RELEASES)('%s', (release) => {
    let node: string;
    beforeAll(() => {
      node = nodeRelease(release);
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
