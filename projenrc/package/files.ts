import { cdk } from 'projen';

/** Folders of lib/ that only the command uses: bin/ holds them, bundled. */
export const COMMAND_FOLDERS = [
  ...['adopt', 'cli', 'drift', 'model-guard', 'pipeline', 'policies', 'preflight', 'registry', 'scaffold', 'scan'],
];

/** What is published beside package.json, README.md and LICENSE. All else stays here, whatever lies in the folder. */
export const PUBLISHED = [
  'build/**/*.js',
  'build/**/*.d.ts',
  'build/**/*.json',
  ...COMMAND_FOLDERS.map((folder) => `!build/${folder}/**`),
  'bin/*.js',
  'vendor/*.js',
  'vendor/settings.schema.json',
  'vendor/sbom.cdx.json',
  'vendor/THIRD-PARTY-LICENSES.txt',
  '.jsii',
  '.jsii.gz',
  'CHANGELOG.md',
  'SECURITY.md',
];

export function publishFiles(project: cdk.JsiiProject): void {
  project.package.addField('files', PUBLISHED);
  // for `alicloud` only: who writes manifests alone installs none of it
  project.package.addField('peerDependenciesMeta', { cdktf: { optional: true } });
}
