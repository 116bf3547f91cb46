import { cdk } from 'projen';

/** `npm run bench` and `npm run fuzz`: what is too long for every test run. */
export function addBenchmarks(project: cdk.JsiiProject): void {
  project.addTask('bench', {
    description:
      'Compares the compiled library with cdk8s and others; fails past targets with `-- --check`, faster with `-- --short`',
    steps: [
      { spawn: 'pre-compile' },
      { spawn: 'compile' },
      { exec: 'tsx --tsconfig tsconfig.dev.json bench/main.ts', receiveArgs: true },
    ],
  });
  project.addTask('fuzz', {
    description: 'Holds more than 100,000 adversarial documents each against what cdk8s writes and what yaml reads',
    exec: 'jest --ci test/kubernetes/app test/cli/plain-yaml --testTimeout 3600000',
    env: { FUZZ_RUNS: '40000' },
    receiveArgs: true,
  });
  project.addGitIgnore('/.bench/');
  project.addPackageIgnore('/bench/');
  project.addPackageIgnore('/.bench/');
  project.eslint?.addLintPattern('bench');
  project.eslint?.allowDevDeps('bench/**');
}
