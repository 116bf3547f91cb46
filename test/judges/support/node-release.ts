import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively, JUDGES } from './exclusively';

/** One release of each line that is supported. Source: https://github.com/nodejs/release#release-schedule */
export const NODE_RELEASES = ['22.23.3', '24.22.3'];

/** Path of a Node.js, from the packages that the npm package `node` depends on: they hold the binaries. */
export function nodeRelease(release: string): string {
  const folder = join(JUDGES, 'node', release);
  const platform = `node-${process.platform}-${process.arch}`;
  const node = join(folder, 'node_modules', platform, 'bin', 'node');
  exclusively(() => {
    if (!existsSync(node)) {
      mkdirSync(folder, { recursive: true });
      const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
      const args = ['install', '--prefix', folder, ...options, `${platform}@${release}`];
      execFileSync('npm', args, { stdio: 'inherit' });
    }
  });
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toBe(`v${release}\n`);
  return node;
}
