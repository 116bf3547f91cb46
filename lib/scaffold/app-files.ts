import { AppPlan } from './app-plan';
import { gateFiles } from './gate-files';
import { programFiles } from './program-files';
import { VERSION } from '../private/version';

/** Files of a new repository, by path. */
export function appFiles(plan: AppPlan): Record<string, string> {
  return {
    'package.json': json(packageOf(plan)),
    'tsconfig.json': json(TSCONFIG),
    'cdk8s.yaml': CDK8S,
    'ack-secure-inference.yaml': settingsOf(plan),
    '.gitignore': ['node_modules/', 'dist/', 'policies/', 'cdktf.out/', ''].join('\n'),
    'README.md': readme(plan),
    ...programFiles(plan),
    ...gateFiles(plan),
    ...updateFiles(plan),
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function packageOf({ name, cloud }: AppPlan): object {
  return {
    name: `${name}-deployment`,
    private: true,
    engines: { node: '>=20.19' },
    scripts: {
      synth: 'tsx main.ts',
      ...(cloud && { 'synth:cloud': 'tsx cloud.ts' }),
      test: 'tsx --test test/*.test.ts',
      typecheck: 'tsc --noEmit',
      check: 'ack-secure-inference check dist',
      policies: 'ack-secure-inference policies --output policies',
    },
    dependencies: {
      'ack-secure-inference': VERSION,
      cdk8s: '^2.70.0',
      'cdk8s-plus-28': '^2.5.6',
      constructs: '^10.5.0',
      ...(cloud && { cdktf: '0.21.0' }),
    },
    devDependencies: { '@types/node': '^20', tsx: '^4.23.0', typescript: '~5.9.0' },
  };
}

/** The registry in one place: files and cluster are judged by the same. */
function settingsOf({ registry }: AppPlan): string {
  return [
    '# yaml-language-server: $schema=node_modules/ack-secure-inference/vendor/settings.schema.json',
    'check:',
    `  registries: &registries [${JSON.stringify(registry)}]`,
    'policies:',
    '  registries: *registries',
    '',
  ].join('\n');
}

const TSCONFIG = {
  compilerOptions: {
    ...{ target: 'es2022', module: 'commonjs', moduleResolution: 'node10', strict: true, noEmit: true },
    ...{ skipLibCheck: true, esModuleInterop: true, types: ['node'] },
  },
  include: ['**/*.ts'],
};

/** tsx runs TypeScript without a compile step, so that the time from an edit to YAML stays under a second. */
const CDK8S = ['language: typescript', 'app: npx tsx main.ts', 'output: dist', ''].join('\n');

function readme({ name, cloud }: AppPlan): string {
  return `# ${name}

\`\`\`sh
npm install
npm test             # compares the manifests with test/snapshot.yaml; UPDATE_SNAPSHOT=1 updates it
npm run synth        # writes dist/*.yaml
npm run check        # applies the rules to the files in dist/
npm run policies     # writes admission policies that enforce the rules in the cluster
${cloud ? 'npm run synth:cloud  # writes Terraform to cdktf.out\n' : ''}\`\`\`

Before the first apply:

1. Replace the zeros of the image digest in \`app.ts\`: \`npx ack-secure-inference images lock <image>:<tag>\` resolves it.
2. Fill the PersistentVolumeClaim \`models\`, and set the size of the weights.
3. Declare the workloads that call the service.
`;
}

function updateFiles({ updates, gate }: AppPlan): Record<string, string> {
  if (updates === 'renovate') {
    return { 'renovate.json': json({ extends: ['config:recommended', 'helpers:pinGitHubActionDigests'] }) };
  }
  const weekly = (ecosystem: string) =>
    [`  - package-ecosystem: ${ecosystem}`, '    directory: /', '    schedule: { interval: weekly }'].join('\n');
  const ecosystems = ['npm', ...(gate === 'github' ? ['github-actions'] : [])].map(weekly);
  return updates === 'none'
    ? {}
    : { '.github/dependabot.yml': ['version: 2', 'updates:', ...ecosystems, ''].join('\n') };
}
