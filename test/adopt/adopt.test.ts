/** Manifests of others become a program that compiles and synthesizes, and every field of them is in the table. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { adopt } from '../../lib/adopt/adopt';
import { Fate, leavesOf, Row } from '../../lib/adopt/ledger';
import { writeTable } from '../../lib/adopt/write-table';
import { Manifest } from '../../lib/objects/manifest';
import { fuzzing } from '../support/fuzzing';

const INPUT = join(__dirname, 'input');
const OUTPUT = resolve('out/adopted-test');
const names = readdirSync(INPUT).map((file) => file.replace('.yaml', ''));

function read(name: string): Manifest[] {
  const text = readFileSync(join(INPUT, `${name}.yaml`), 'utf8');
  return parseAllDocuments(text).map((document) => (document as { toJS(): Manifest }).toJS());
}

function rowsOf(name: string): Row[] {
  return [...adopt(read(name)).rows];
}

function fateOf(rows: readonly Row[], path: RegExp): string {
  const row = rows.find((each) => path.test(each.path));
  return row === undefined ? 'no row' : row.fate;
}

beforeAll(() => {
  mkdirSync(OUTPUT, { recursive: true });
  names.forEach((name) => writeFileSync(join(OUTPUT, `${name}.ts`), adopt(read(name)).program));
});
afterAll(() => rmSync(OUTPUT, { recursive: true }));

test('the programs have no error of TypeScript', () => {
  const files = names.map((name) => join(OUTPUT, `${name}.ts`));
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...{ target: 'es2022', module: 'commonjs', moduleResolution: 'node10', strict: true, noEmit: true },
      ...{ skipLibCheck: true, esModuleInterop: true, types: ['node'], resolveJsonModule: true },
      paths: { 'ack-secure-inference': ['./lib/index.ts'] },
    },
    process.cwd(),
  );
  const program = ts.createProgram(files, options);
  const found = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

test.each(names)('the program of %s synthesizes', async (name) => {
  const before = process.cwd();
  process.chdir(OUTPUT);
  try {
    await import(join(OUTPUT, `${name}.ts`));
  } finally {
    process.chdir(before);
  }
  expect(readdirSync(join(OUTPUT, 'dist')).length).toBeGreaterThan(0);
});

test.each(names)('every field of %s is in the table', (name) => {
  const table = writeTable(rowsOf(name));
  const fields = read(name).flatMap((manifest) => leavesOf(manifest).map(([path]) => path));
  expect(rowsOf(name).map(({ path }) => path)).toEqual(fields);
  fields.forEach((path) => expect(table).toContain(`| ${path.replaceAll('|', '\\|')} |`));
});

test('a field that nobody reads is never said to be kept', () => {
  const places = names.flatMap((name) => mapsIn(read(name)).map((path) => [name, path] as const));
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.stringMatching(/^x[a-z]{3,8}$/),
      fc.oneof(fc.string(), fc.integer(), fc.constant({ nested: [1] })),
      ([name, path], key, value) => {
        const manifests = read(name);
        const holder = path.reduce<any>((at, step) => at[step], manifests);
        holder[key] = value;
        const added = adopt(manifests).rows.filter((row) => new RegExp(`(^|[.\\]])${key}([.[]|$)`).test(row.path));
        expect(added.length).toBeGreaterThan(0);
        expect(added.filter(({ fate }) => fate === Fate.KEPT)).toEqual([]);
      },
    ),
    fuzzing(60),
  );
});

/** Paths of all maps below a value. */
function mapsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inner = Object.entries(value).flatMap(([key, item]) =>
    mapsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? inner : [path, ...inner];
}

describe('what becomes of fields', () => {
  test.each<[string, RegExp, Fate]>([
    ['deployment', /^spec\.replicas$/, Fate.KEPT],
    ['deployment', /containers\[0\]\.args\[3\]$/, Fate.KEPT],
    ['deployment', /containers\[0\]\.args\[6\]$/, Fate.REFUSED],
    ['deployment', /containers\[0\]\.env\[0\]\.value$/, Fate.KEPT],
    ['deployment', /containers\[0\]\.env\[2\]\.value$/, Fate.REFUSED],
    ['deployment', /containers\[0\]\.image$/, Fate.DECIDE],
    ['deployment', /securityContext\.privileged$/, Fate.REFUSED],
    ['deployment', /volumes\[1\]\.persistentVolumeClaim/, Fate.HARDENED],
    ['deployment', /^spec\.type$/, Fate.REFUSED],
    ['deployment', /initContainers\[0\]\.image$/, Fate.DECIDE],
    ['groups', /leaderTemplate.*command\[2\]$/, Fate.DECIDE],
    ['groups', /leaderWorkerTemplate\.size$/, Fate.KEPT],
    ['groups', /roles\[1\].*command\[5\]$/, Fate.REFUSED],
    ['groups', /roles\[2\].*command\[7\]$/, Fate.REFUSED],
    ['groups', /roles\[2\]\.replicas$/, Fate.KEPT],
    ['groups', /roles\[0\]\.template.*image$/, Fate.DECIDE],
    ['kserve', /storageUri$/, Fate.HARDENED],
    ['kserve', /maxReplicas$/, Fate.DECIDE],
    ['shared', /gpu-mem/, Fate.DECIDE],
    ['shared', /^metadata\.namespace$/, Fate.REFUSED],
    ['nim-chart', /^kind$/, Fate.REFUSED],
    ['directories', /^metadata\.namespace$/, Fate.REFUSED],
    ['directories', /volumes\[0\]\.name$/, Fate.HARDENED],
    ['directories', /volumes\[1\]\.secret/, Fate.DECIDE],
    ['directories', /volumes\[2\]/, Fate.DECIDE],
    ['directories', /limits\.memory$/, Fate.HARDENED],
    ['directories', /limits\.ephemeral-storage$/, Fate.HARDENED],
    ['nim-chart', /imagePullSecrets\[0\]\.name$/, Fate.KEPT],
    ['nim-chart', /volumeClaimTemplates\[0\]\.spec\.resources/, Fate.DECIDE],
  ])('%s %s', (name, path, fate) => {
    expect(fateOf(rowsOf(name), path)).toBe(fate);
  });
});

test('an image that the library refuses is written under a name of its own, with the reason in the table', () => {
  const { services, rows } = adopt(read('directories'));
  expect(services[1].image).toMatch(/\/text-generation-inference-rebuilt@sha256:0{64}$/);
  const row = rows.find(({ object, path }) => object === 'Deployment/tgi' && path.endsWith('.image'));
  expect(row).toMatchObject({ fate: Fate.DECIDE, note: expect.stringMatching(/runs as root only; rebuild the image/) });
});

test('a secret is in no table', () => {
  expect(writeTable(rowsOf('deployment'))).not.toContain('not-a-real-token');
});

test('behaviour is in the program', () => {
  const { services } = adopt(read('deployment'));
  expect(services).toMatchObject([
    {
      ...{ name: 'chat-engine', namespace: 'serving', replicas: 3, gpu: { expression: 'Gpu.exclusive(2)' } },
      budget: { contextTokens: 8192, concurrentRequests: 32 },
      args: ['--enable-prefix-caching'],
      environment: { VLLM_ATTENTION_BACKEND: 'FLASHINFER' },
      model: { name: 'qwen', claimName: 'model-store', subPath: 'qwen/8b' },
      pod: { cpu: 8, memoryMiB: 65536, terminationGraceSeconds: 300, scratch: [{ path: '/var/cache/engine' }] },
      secrets: [{ secretName: 'tls-files', mountPath: '/var/run/certs' }],
    },
  ]);
});
