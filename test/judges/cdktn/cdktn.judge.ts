import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGES } from '../support/exclusively';
import { judge, Tool } from '../support/judge';

const NPM: Tool = { command: 'npm', versionArgs: ['--version'], install: 'install Node.js with npm' };

/** The release of CDK Terrain, the fork that goes on where cdktf was archived. */
const CDKTN = 'cdktn@0.24.0';

judge('CDK Terrain', [NPM], () => {
  beforeAll(() => {
    const folder = join(JUDGES, 'cdktn');
    mkdirSync(folder, { recursive: true });
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
    execFileSync('npm', ['install', '--prefix', folder, ...options, CDKTN], { stdio: 'inherit' });
  });

  test('the whole suite of the cloud half passes on it', () => {
    const config = join(__dirname, 'jest.config.js');
    const { status, stdout, stderr } = spawnSync('npx', ['jest', '--ci', '--json', '--config', config], {
      cwd: join(__dirname, '../../..'),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(stdout) as Record<string, number>;
    expect([status, numFailedTests, numPendingTests, stderr.match(/●.*/g) ?? []]).toEqual([0, 0, 0, []]);
    expect(numPassedTests).toBeGreaterThan(400);
  });
});
