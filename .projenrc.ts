import { cdk, javascript, typescript } from 'projen';
import {
  addBenchmarks,
  addJudges,
  addGeneration,
  addSynthesis,
  fenceLayers,
  finishRelease,
  publishFiles,
  RELEASE,
  configureJest,
} from './projenrc';

const project = new cdk.JsiiProject({
  name: 'ack-secure-inference',
  description:
    'Hardened GPU inference on Alibaba Cloud ACK: Kubernetes manifests and the cloud resources they rely on.',
  keywords: ['alibaba-cloud', 'ack', 'kubernetes', 'gpu', 'inference', 'security', 'cdk8s', 'cdktf', 'vllm'],
  author: 'ack-secure-inference maintainers',
  authorAddress: 'maintainers@users.noreply.github.com',
  repositoryUrl: 'https://github.com/ack-secure-inference/ack-secure-inference.git',
  license: 'Apache-2.0',
  copyrightOwner: 'ack-secure-inference maintainers',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  // bin/ is written by `generate`; what is found there must not decide what package.json says
  autoDetectBin: false,
  // what is published is listed in projenrc/package/files.ts
  npmignoreEnabled: false,
  minNodeVersion: '20.19.0',

  srcdir: 'lib',
  libdir: 'build',
  entrypoint: 'build/index.js',
  entrypointTypes: 'build/index.d.ts',
  testdir: 'test',
  tsconfigDevFile: 'tsconfig.dev.json',
  // Newest line that still runs on Node 20; jsii 6 follows TypeScript 6.
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  eslintOptions: {
    dirs: ['lib'],
    devdirs: ['test', 'examples', 'projenrc'],
    commandOptions: { fix: false },
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
  },
  // the API for other languages, 0.9 MB as text
  compressAssembly: true,
  docgen: true,
  docgenFilePath: 'API.md',

  // CI is `.ci/run`: a hosted workflow of builds would be a second truth. Releases are the one workflow.
  ...RELEASE,
  depsUpgrade: false,

  // projen's default rewrites snapshots, so that they would guard nothing.
  jestOptions: { updateSnapshot: javascript.UpdateSnapshot.NEVER, jestConfig: { collectCoverage: false } },

  prettier: true,
  prettierOptions: { settings: { singleQuote: true, printWidth: 120, trailingComma: javascript.TrailingComma.ALL } },

  peerDeps: ['cdk8s@^2.70.0', 'cdk8s-plus-28@^2.5.6', 'constructs@^10.5.0', 'cdktf@>=0.21.0 <1.0.0'],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    'cdk8s@^2.70.0',
    'cdk8s-plus-28@^2.5.6',
    'constructs@^10.5.0',
    'cdktf@0.21.0',
    // bundled into vendor/ or bin/ by esbuild, so that the package itself depends on its peers only
    '@marcbachmann/cel-js@^8.0.0',
    // newest lines that still run on Node 20
    '@renovatebot/pep440@^4.2.4',
    '@sigstore/bundle@^4.0.0',
    '@sigstore/core@^3.2.1',
    '@sigstore/protobuf-specs@^0.5.2',
    '@sigstore/verify@^3.1.1',
    'commander@^14.0.0',
    'entities@^9.0.0',
    'js-yaml@^4.3.2',
    'unbash@^6.0.4',
    '@types/js-yaml@^4.0.9',
    'yaml@^2.9.0',
    'esbuild@^0.28.0',
    // generation of the alicloud bindings
    '@cdktf/provider-generator@0.21.0',
    '@cdktf/commons@0.21.0',
    'codemaker@^1.105.0',
    // tests and tasks
    '@swc/core@1.16.18',
    '@swc/jest@^0.2.39',
    'jest-light-runner@~0.7.13',
    'fast-check@^4.10.0',
    'tsx@^4.23.0',
    'ajv@^8.17.0',
    'ajv-formats@^3.0.0',
    '@microsoft/jest-sarif@1.0.0-beta.0',
    'playwright-core@^1.65.0',
    'axe-core@^4.14.0',
    '@kubernetes/client-node@^1.4.0',
    'prom-client@^15.1.3',
  ],

  gitignore: ['/.jsii.gz', '/build/', '/bin/', '/vendor/', '/out/', '/.judges/', '.DS_Store'],
});

project.annotateGenerated('/API.*.md');
// after projen's own `!/lib/`, or it would be un-ignored
project.gitignore.addPatterns('/lib/alicloud/provider/', '/test/guides/');
project.eslint?.addIgnorePattern('lib/alicloud/provider/');
// The newest for which every platform's build is published (as with @swc/core): `npm ci` refuses a lock file without one.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.tsconfigDev.addInclude('.projenrc.ts');

fenceLayers(project);
configureJest(project);
addGeneration(project);
addSynthesis(project);
addJudges(project);
addBenchmarks(project);
publishFiles(project);
finishRelease(project);

project.synth();
