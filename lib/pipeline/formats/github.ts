import { ACTIONS, PinnedAction } from './actions';
import { keptOf, PipelineFormat, scriptOf, variablesOf, yamlOf } from './format';
import { PipelinePlan } from '../plan';
import { REPORTS, Secret, Step } from '../step';
import { INSTALL, SARIF, stepsOf } from '../steps';

const NAME = 'secure-inference';
const ALWAYS = '!cancelled()';

/** What is said beside a line. Update tools read versions there, and write them. */
const COMMENTS: Readonly<Record<string, string>> = {
  'actions: read': 'asked for by the upload of reports in private repositories',
  'security-events: write': 'uploads reports',
  ...Object.fromEntries(Object.values(ACTIONS).map(({ commit, version }) => [commit, version])),
};

/** A workflow of GitHub Actions. */
export const GITHUB: PipelineFormat = {
  file: '.github/workflows/secure-inference.yml',
  secrets: `secrets REGISTRY_USER, REGISTRY_PASSWORD, COSIGN_PRIVATE_KEY and COSIGN_PASSWORD of the environment ${NAME}`,
  render: (plan) => withComments(yamlOf(workflow(plan))),
};

function workflow(plan: PipelinePlan): object {
  return {
    name: NAME,
    on: { push: { branches: ['main'] }, workflow_dispatch: {} },
    permissions: {},
    concurrency: { group: `${NAME}-\${{ github.ref }}`, 'cancel-in-progress': false },
    jobs: {
      release: {
        name: 'Build, verify and sign',
        'runs-on': plan.runner ?? 'ubuntu-24.04',
        'timeout-minutes': 120,
        environment: NAME,
        permissions: { actions: 'read', contents: 'read', 'security-events': 'write' },
        env: { ...variablesOf(plan), COSIGN_KEY: `env://${Secret.COSIGN_PRIVATE_KEY}` },
        steps: [...PREPARATION, run(INSTALL), ...stepsOf(plan).map(run), ...uploads(plan)],
      },
    },
  };
}

const PREPARATION = [
  use(ACTIONS.checkout, 'Check out', { 'persist-credentials': false }),
  use(ACTIONS.setupNode, 'Set up Node', { 'node-version': '24', 'package-manager-cache': false }),
  use(ACTIONS.setupBuildx, 'Set up Buildx'),
  use(ACTIONS.setupTrivy, 'Set up Trivy', { version: 'v0.72.0' }),
  use(ACTIONS.setupCosign, 'Set up cosign', { 'cosign-release': 'v2.6.1' }),
  use(ACTIONS.login, 'Log in to the registry', {
    registry: '${{ env.REGISTRY }}',
    username: secret(Secret.REGISTRY_USER),
    password: secret(Secret.REGISTRY_PASSWORD),
  }),
];

/** One upload for each: GitHub takes one report of a tool and category. */
function uploads(plan: PipelinePlan): object[] {
  const reports = Object.entries(SARIF).filter(([about]) => about !== 'model' || plan.model !== undefined);
  return [
    ...reports.map(([about, file]) => ({
      ...use(ACTIONS.uploadSarif, `Upload what was found: ${about}`, {
        sarif_file: `${REPORTS}/${file}`,
        category: about,
      }),
      if: `${ALWAYS} && hashFiles('${REPORTS}/${file}') != ''`,
    })),
    {
      ...use(ACTIONS.uploadArtifact, 'Keep manifests, lock file and reports', {
        name: NAME,
        path: [...keptOf(plan), ''].join('\n'),
      }),
      if: ALWAYS,
    },
  ];
}

function run(step: Step): object {
  const env = Object.fromEntries(step.secrets.map((name) => [name, secret(name)]));
  return { name: step.title, ...(step.secrets.length > 0 && { env }), run: scriptOf(step) };
}

function use({ name, commit }: PinnedAction, title: string, inputs?: object): object {
  return { name: title, uses: `${name}@${commit}`, ...(inputs && { with: inputs }) };
}

function secret(name: Secret): string {
  return `\${{ secrets.${name} }}`;
}

function withComments(text: string): string {
  return Object.entries(COMMENTS).reduce((all, [line, comment]) => all.replaceAll(line, `${line} # ${comment}`), text);
}
