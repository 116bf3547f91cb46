import { AppPlan } from './app-plan';
import { ACTIONS } from '../pipeline/formats/actions';

/** Steps of a pull request: the same as on the machine of who wrote it. */
const COMMANDS = ['npm ci', 'npm run typecheck', 'npm test', 'npm run synth', 'npm run check'];

/** Pipeline that holds every pull request against tests and rules. */
export function gateFiles({ gate }: AppPlan): Record<string, string> {
  switch (gate) {
    case 'github':
      return { '.github/workflows/pull-request.yml': githubGate() };
    case 'gitlab':
      return { '.gitlab-ci.yml': gitlabGate() };
    default:
      return {};
  }
}

function githubGate(): string {
  const { checkout, setupNode } = ACTIONS;
  return [
    'name: pull-request',
    'on:',
    '  pull_request: {}',
    '  push: { branches: [main] }',
    'permissions: {}',
    'concurrency:',
    '  group: pull-request-${{ github.ref }}',
    '  cancel-in-progress: true',
    'jobs:',
    '  check:',
    '    name: Test, synthesize and check',
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 10',
    '    permissions: { contents: read }',
    '    steps:',
    `      - uses: ${checkout.name}@${checkout.commit} # ${checkout.version}`,
    '        with: { persist-credentials: false }',
    `      - uses: ${setupNode.name}@${setupNode.commit} # ${setupNode.version}`,
    '        with: { node-version: "24", package-manager-cache: false }',
    ...COMMANDS.map((command) => `      - run: ${command}`),
    '',
  ].join('\n');
}

function gitlabGate(): string {
  return [
    'check:',
    '  image: node:24-slim',
    '  rules:',
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    '    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    '  timeout: 10 minutes',
    '  script:',
    ...COMMANDS.map((command) => `    - ${command}`),
    '',
  ].join('\n');
}
