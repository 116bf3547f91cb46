import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CommandUnderTest, Run } from './command';
import { LoopbackServer } from '../support/loopback-server';

const command = new CommandUnderTest();
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const IMAGE = ['--image', 'registry.example.com/ai/engine'];
const BASES = [
  '--base',
  `build=registry.example.com/python:3.12@${DIGEST}`,
  '--base',
  `runtime=registry.example.com/cc:13@${DIGEST}`,
];

const INDEX = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: DIGEST, size: 2 }],
});

let folders = 0;
let folder: string;
let registry: LoopbackServer;

beforeAll(async () => {
  registry = await LoopbackServer.start(({ url }) =>
    url.pathname.endsWith('/manifests/3.12')
      ? { headers: { 'content-type': 'application/vnd.oci.image.index.v1+json' }, body: INDEX }
      : { status: 404 },
  );
});
beforeEach(() => {
  folder = `out-${(folders += 1)}`;
});
afterAll(async () => {
  await registry.stop();
  command.remove();
});

const init = (...args: string[]): Promise<Run> =>
  command.runAside(['init', 'pipeline', '--out', folder, ...args], { DOCKER_AUTH_CONFIG: '{}' });
const read = (file: string) => readFileSync(join(command.folder, folder, file), 'utf8');

test('a pipeline, its Dockerfile and what is left to do', async () => {
  const { status, stdout, stderr } = await init('--github', ...IMAGE, ...BASES);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').slice(0, 3)).toEqual(
    ['image/Dockerfile', 'image/requirements.in', '.github/workflows/secure-inference.yml'].map(
      (file) => `wrote ${folder}/${file}`,
    ),
  );
  expect(stdout).toMatch(
    /next: uv pip compile --generate-hashes .*\nnext: for \.github.* environment secure-inference\n$/,
  );
  expect(read('image/requirements.in')).toBe('vllm==0.33.0\n');
  const from = read('image/Dockerfile').match(/^FROM .*$/gm);
  expect(from).toEqual([
    `FROM registry.example.com/python:3.12@${DIGEST} AS build`,
    `FROM registry.example.com/cc:13@${DIGEST}`,
  ]);
  expect(read('image/Dockerfile')).toMatch(/^USER 1001:1001$/m);
});

test.each([
  ['github', '.github/workflows/secure-inference.yml', []],
  ['gitlab', '.gitlab-ci.yml', []],
  ['jenkins', 'Jenkinsfile', []],
  [
    'flow',
    'flow.yml',
    ['--repository', 'https://codeup.example.com/a/b.git', '--service-connection', 'x', '--runner', 'private/1'],
  ],
])('the pipeline for %s verifies, scans and signs before it locks and checks', async (format, file, more) => {
  const options = [
    '--model',
    'models/qwen',
    '--synth',
    'npx cdk8s synth',
    '--manifests',
    'out',
    '--fail-on',
    'critical',
    '--acr-instance',
    'cn-hangzhou/cri-2j88dtld8yel0000',
  ];
  expect(await init(`--${format}`, ...IMAGE, ...BASES, ...options, ...more)).toMatchObject({ status: 0, stderr: '' });
  const text = read(file);
  const order = [
    'npm ci',
    'model verify models/qwen --format sarif > reports/model.sarif',
    'docker buildx build',
    '--severity CRITICAL --ignore-unfixed --exit-code 1',
    'cr GetRepository --version 2018-12-01 --force --region cn-hangzhou --InstanceId cri-2j88dtld8yel0000 --RepoNamespaceName ai --RepoName engine',
    'cr GetRepoTagScanStatus',
    'cr GetRepoTagScanSummary',
    'cosign sign',
    'cosign attest',
    'images lock "$tagged"',
    'npx cdk8s synth',
    'check --registries "$REGISTRY" --format sarif out > reports/manifests.sarif',
  ].map((line) => text.indexOf(line));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((one, other) => one - other));
});

test('the check reads the files of accepted risks and of newer advisories', async () => {
  await init('--github', ...IMAGE, ...BASES, '--acceptances', 'acceptances.yaml', '--advisories', 'newer.yaml');
  expect(read('.github/workflows/secure-inference.yml')).toContain(
    'check --registries "$REGISTRY" --acceptances acceptances.yaml --advisories newer.yaml --format sarif',
  );
});

test('actions are named by commit', async () => {
  await init('--github', ...IMAGE, ...BASES);
  const workflow = parse(read('.github/workflows/secure-inference.yml'));
  const used = workflow.jobs.release.steps.flatMap(({ uses }: { uses?: string }) => uses ?? []);
  expect(used).toHaveLength(9);
  for (const action of used) {
    expect(action).toMatch(/^[a-z-]+\/[a-z/-]+@[0-9a-f]{40}$/);
  }
  expect(workflow.permissions).toEqual({});
});

test('scripts hold nothing that a service or Groovy replaces', async () => {
  const flow = [
    '--flow',
    '--repository',
    'https://a.example.com/b.git',
    '--service-connection',
    'x',
    '--runner',
    'private/1',
  ];
  await init('--jenkins', '--acr-instance', 'cn-hangzhou/cri-1', ...flow, ...IMAGE, ...BASES);
  expect(read('flow.yml')).not.toMatch(/\$[{[]/);
  expect(read('Jenkinsfile')).not.toMatch(/\$\{|\\/);
});

test.each(['vllm', 'sglang', 'triton', 'llama-cpp'])('the Dockerfile of %s starts what pods start', async (engine) => {
  const roles = ['vllm', 'sglang'].includes(engine) ? BASES : ['--base', `engine=registry.example.com/e:1@${DIGEST}`];
  expect(await init('--gitlab', '--engine', engine, ...IMAGE, ...roles)).toMatchObject({ status: 0, stderr: '' });
  const command_ = {
    vllm: ['vllm', 'serve'],
    sglang: ['python3', '-m', 'sglang.launch_server'],
    triton: ['tritonserver'],
    'llama-cpp': ['/app/llama-server'],
  }[engine];
  expect(read('image/Dockerfile')).toContain(`\nENTRYPOINT ${JSON.stringify(command_)}\n`);
});

test('digests come from the lock file first, then from the registry', async () => {
  const build = `${registry.host}/python:3.12`;
  const runtime = 'registry.example.com/cc:13';
  const images = { [runtime]: { digest: DIGEST, mediaType: 'x', lockedAt: '2026-11-25T00:00:00Z' } };
  command.write(`${folder}/images.lock.json`, JSON.stringify({ version: 1, images }));
  const given = ['--base', `build=${build}`, '--base', `runtime=${runtime}`];
  expect(await init('--github', ...IMAGE, ...given)).toMatchObject({ status: 0, stderr: '' });
  expect(read('image/Dockerfile').match(/^FROM .*$/gm)).toEqual([
    `FROM ${build}@sha256:${createHash('sha256').update(INDEX).digest('hex')} AS build`,
    `FROM ${runtime}@${DIGEST}`,
  ]);
});

test('files that exist are named, and kept until they may be replaced', async () => {
  command.write(`${folder}/.gitlab-ci.yml`, 'mine');
  command.write(`${folder}/image/Dockerfile`, 'mine');
  const { status, stderr } = await init('--gitlab', '--github', ...IMAGE, ...BASES);
  expect(status).toBe(2);
  expect(stderr.split('\n').filter((line) => line.includes('exists;'))).toHaveLength(2);
  expect(read('.gitlab-ci.yml')).toBe('mine');
  expect(readdirSync(join(command.folder, folder)).sort()).toEqual(['.gitlab-ci.yml', 'image']);
  expect(await init('--gitlab', '--force', ...IMAGE, ...BASES)).toMatchObject({ status: 0 });
  expect(read('.gitlab-ci.yml')).toContain('secure-inference:');
});

test.each([
  ['no service', [], /no service is named: got nothing; allowed: --github, --gitlab, --jenkins, --flow;/],
  [
    'an image with a tag',
    ['--github', '--image', 'a.example.com/b:c'],
    /--image is not usable: got "a.example.com\/b:c"/,
  ],
  [
    'an instance without its region',
    ['--github', '--acr-instance', 'cri-1'],
    /--acr-instance is not usable: got "cri-1"/,
  ],
  [
    'an instance for an image of another registry',
    ['--github', '--acr-instance', 'cn-hangzhou/cri-1', '--image', 'registry.example.com/engine'],
    /--acr-instance needs an image of Container Registry: got "registry.example.com\/engine"/,
  ],
  ['a model that a shell would read otherwise', ['--github', '--model', '$(id)'], /--model is not usable/],
  ['advisories that a shell would read otherwise', ['--github', '--advisories', 'a b'], /--advisories is not usable/],
  ['a command that YAML or Groovy would read otherwise', ['--github', '--synth', "a'''b"], /--synth is not usable/],
  [
    'Flow without a place and a repository',
    ['--flow'],
    /--flow needs --repository[^]*--flow needs --service-connection[^]*--flow needs --runner/,
  ],
  [
    'a repository for another than Flow',
    ['--github', '--repository', 'https://a.example.com/b'],
    /--repository is for --flow only/,
  ],
  [
    'a role that there is not',
    ['--github', '--base', 'engine=a.example.com/b:c'],
    /there is no base image of this role: got "engine=a.example.com\/b:c"; allowed: .* build, runtime/,
  ],
  [
    'a base image without registry',
    ['--github', '--base', 'build=python:3.12'],
    /base image build is not named in full: got "python:3.12"/,
  ],
  [
    'a base image with half a digest',
    ['--github', '--base', 'build=a.example.com/b:c@sha256:12'],
    /base image build is not named in full/,
  ],
  [
    'an engine that there is not',
    ['--github', '--engine', 'nim'],
    /argument 'nim' is invalid. Allowed choices are vllm, sglang, triton, llama-cpp/,
  ],
])('%s is wrong use, and nothing is written', async (_, args, message) => {
  const { status, stderr } = await init(...IMAGE, ...BASES, ...args);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
  expect(existsSync(join(command.folder, folder))).toBe(false);
});

test('an image whose digest nobody knows is named with the way out, and nothing is written', async () => {
  const { status, stderr } = await init('--github', ...IMAGE, ...BASES, '--base', `build=${registry.host}/python:4`);
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /digest of base image build is not known: the registry has no such image or tag: HTTP 404.*--base build=.*@sha256:…/,
  );
  expect(existsSync(join(command.folder, folder))).toBe(false);
});
