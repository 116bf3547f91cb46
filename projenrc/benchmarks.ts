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
    description:
      'Holds more than 100,000 adversarial documents each against what cdk8s writes and what yaml reads, 1,000,000 streams of opcodes against the pickle machines of Python, 10,000 networks against kube-network-policies, and 10,000 meshes against istiod',
    steps: [
      {
        exec: 'jest --ci test/app test/guardrails/cel test/objects/documents --testTimeout 3600000',
        receiveArgs: true,
      },
      { exec: 'jest --ci --config test/judges/jest.config.js test/judges/model-guard/fuzz --testTimeout 7200000' },
      { exec: 'FUZZ_RUNS=10000 jest --ci --config test/judges/jest.config.js test/judges/network' },
      {
        exec: 'FUZZ_RUNS=10000 jest --ci --config test/judges/jest.config.js test/judges/mesh/model test/judges/mesh/client-tls --testTimeout 7200000',
      },
    ],
    env: { FUZZ_RUNS: '40000', FUZZ_STREAMS: '1000000' },
  });
  project.addGitIgnore('/.bench/');
  project.addPackageIgnore('/bench/');
  project.addPackageIgnore('/.bench/');
  project.eslint?.addLintPattern('bench');
  project.eslint?.allowDevDeps('bench/**');
}
