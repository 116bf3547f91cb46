import { spawnSync } from 'node:child_process';

/** A program that a judge needs, and how a person gets it. */
export interface Tool {
  readonly command: string;
  readonly versionArgs: string[];
  readonly install: string;
}

export const GO: Tool = { command: 'go', versionArgs: ['version'], install: 'install Go 1.26 or newer' };
export const NPM: Tool = { command: 'npm', versionArgs: ['--version'], install: 'install Node.js with npm' };
export const PYTHON: Tool = { command: 'python3', versionArgs: ['--version'], install: 'install Python 3.11 or newer' };
export const CHROMIUM: Tool = { command: 'chromium', versionArgs: ['--version'], install: 'apt-get install chromium' };
export const PROMTOOL: Tool = {
  command: 'promtool',
  versionArgs: ['--version'],
  install: 'apt-get install prometheus',
};

export const TERRAFORM: Tool = {
  command: 'terraform',
  versionArgs: ['version'],
  install: 'install Terraform 1.5 or newer',
};

export const BUBBLEWRAP: Tool = {
  command: 'bwrap',
  versionArgs: ['--version'],
  install: 'apt-get install bubblewrap',
};
export const OPENSSL: Tool = { command: 'openssl', versionArgs: ['version'], install: 'apt-get install openssl' };
export const JAVA: Tool = { command: 'java', versionArgs: ['-version'], install: 'install a JRE, 17 or newer' };
export const MAVEN: Tool = { command: 'mvn', versionArgs: ['--version'], install: 'apt-get install maven' };

/**
 * A judge is software that nobody here wrote. Where it is missing, the run says so and counts it as skipped; in CI, which
 * must have every judge, it fails.
 */
export function judge(name: string, tools: Tool[], tests: () => void): void {
  const missing = tools.filter((tool) => spawnSync(tool.command, tool.versionArgs).status !== 0);
  describe(`judge ${name}`, () => {
    if (missing.length === 0) {
      tests();
      return;
    }
    const reason = missing.map((tool) => `${tool.command} is not on the PATH: ${tool.install}`).join('; ');
    if (process.env.CI) {
      test(`MISSING: ${reason}`, () => {
        throw new Error(`judge ${name} is missing: ${reason}`);
      });
    } else {
      test.skip(`MISSING: ${reason}`, () => undefined);
    }
  });
}
