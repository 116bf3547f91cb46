import { cdk } from 'projen';

/** `npm run demo` and `npm run examples`: synthesize examples into out/. */
export function addSynthesis(project: cdk.JsiiProject): void {
  project.addTask('demo', {
    description: 'Synthesizes examples/quickstart.ts to out/quickstart and shows what was written',
    steps: [
      { spawn: 'generate' },
      { exec: 'tsx --tsconfig tsconfig.dev.json examples/support/demo.ts', receiveArgs: true },
    ],
  });
  project.addTask('examples', {
    description: 'Synthesizes every example to out/<example>',
    steps: [{ spawn: 'generate' }, { exec: 'tsx --tsconfig tsconfig.dev.json examples/support/all.ts' }],
  });
  project.addTask('golden:update', {
    description:
      'Writes golden files of the examples (test/golden) and of the next version (test/upgrades) anew; review the difference',
    env: { UPDATE_GOLDEN: '1' },
    steps: [{ spawn: 'generate' }, { exec: 'jest --ci test/examples test/upgrades' }],
  });
  project.eslint?.addLintPattern('examples');
  project.eslint?.allowDevDeps('examples/**');
}
