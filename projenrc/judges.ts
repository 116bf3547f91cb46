import { cdk } from 'projen';

const JEST = 'jest --ci --config test/judges/jest.config.js';

/** `npm run judges`: everything that is judged by software that nobody here wrote. */
export function addJudges(project: cdk.JsiiProject): void {
  project.addTask('judges', {
    description: 'Holds the synthesized examples against a real Kubernetes API server and other judges',
    steps: [{ spawn: 'examples' }, { spawn: 'compile' }, { exec: JEST, receiveArgs: true }],
  });
  project.addTask('judges:soak', {
    description: 'Looks at controllers at work for ten minutes instead of one: no audit signal may fire',
    env: { AUDIT_QUIET_SECONDS: '600' },
    steps: [{ spawn: 'examples' }, { exec: `${JEST} cluster/audit -t 'controllers at work'` }],
  });
  project.addTask('judges:engines', {
    description: 'Runs engines under the contract of emitted manifests; large to install and slow to start',
    steps: [{ spawn: 'generate' }, { exec: 'jest --ci --config test/judges/runner/jest.config.js', receiveArgs: true }],
  });
}
