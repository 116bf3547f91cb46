import { cdk } from 'projen';

/** `npm run judges`: everything that is judged by software that nobody here wrote. */
export function addJudges(project: cdk.JsiiProject): void {
  project.addTask('judges', {
    description: 'Holds the synthesized examples against a real Kubernetes API server and other judges',
    steps: [
      { spawn: 'examples' },
      { spawn: 'compile' },
      { exec: 'jest --ci --config test/judges/jest.config.js', receiveArgs: true },
    ],
  });
  project.addTask('judges:engines', {
    description: 'Runs engines under the contract of emitted manifests; large to install and slow to start',
    steps: [{ spawn: 'generate' }, { exec: 'jest --ci --config test/judges/runner/jest.config.js', receiveArgs: true }],
  });
}
