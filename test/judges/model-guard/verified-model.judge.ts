/** The jobs of a verified model, run one after the other as their manifests say. Only what fetches is stood in for. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { REQUIREMENTS } from './requirements';
import { build } from '../../../examples/verified-model';
import { STRICT } from '../../../lib/model-guard/policy';
import { verifyModel } from '../../../lib/model-guard/verify';
import { PROTOCOL_2 } from '../../model-guard/pickles';
import { writeConfigMap } from '../runner/config-map';
import { podOf } from '../runner/pod';
import { SYSTEM } from '../runner/python-image';
import { bwrapArguments } from '../runner/sandbox';
import { BUBBLEWRAP, judge, PYTHON } from '../support/judge';
import { limited } from '../support/limited';
import { PythonPackages } from '../support/python';

const NODE = '/nodejs/bin/node';
/** Takes the arguments of `ossutil cp`, and copies what stands for the bucket. */
const OSSUTIL = `#!${NODE}
require('node:fs').cpSync('/bucket', process.argv.at(-1), { recursive: true });`;
/** A job that hangs fails the test, and holds nobody up. */
const LONGEST_MS = 120_000;

judge('the jobs of a verified model, as their manifests say', [PYTHON, BUBBLEWRAP], () => {
  const root = mkdtempSync(join(tmpdir(), 'verified-model-'));
  const bucket = join(root, 'bucket');
  const program = join(root, 'program');
  const token = join(root, 'token');
  const ossutil = join(root, 'ossutil');
  let manifests: any[];
  let directory: string;
  let incoming: string;
  let published: string;

  beforeAll(async () => {
    const packages = new PythonPackages(REQUIREMENTS);
    packages.run([join(__dirname, 'write_models.py'), join(root, 'formats')]);
    cpSync(join(root, 'formats/safetensors'), bucket, { recursive: true });
    writeFileSync(join(bucket, 'config.json'), '{"architectures": ["Qwen3ForCausalLM"]}');
    packages.run([join(__dirname, 'sign_one.py'), bucket, join(root, 'signer.pub')]);
    writeFileSync(ossutil, OSSUTIL);
    chmodSync(ossutil, 0o755);
    mkdirSync(token);
    writeFileSync(join(token, 'rrsa-token'), '');

    const { digest } = await verifyModel(bucket, STRICT);
    const [app] = build(Testing.app().outdir, { digest, publicKey: readFileSync(join(root, 'signer.pub'), 'utf8') });
    manifests = app.charts.flatMap((chart) => Testing.synth(chart));
    directory = digest!.replace(':', '-');
    writeConfigMap(manifests, program);
  });

  beforeEach(() => {
    incoming = mkdtempSync(join(root, 'incoming-'));
    published = mkdtempSync(join(root, 'published-'));
  });

  afterAll(() => {
    // what is published is sealed
    spawnSync('chmod', ['-R', 'u+w', root]);
    rmSync(root, { recursive: true, force: true });
  });

  const run = (job: 'fetch' | 'publish', timeout = LONGEST_MS) => {
    const pod = podOf(manifests, job);
    const volumes = { incoming, published, 'model-guard': program };
    const tokens = pod.volumes!.filter(({ projected }) => projected).map(({ name }) => [name, token]);
    const host = {
      image: { ...SYSTEM.image, [NODE]: process.execPath, '/tools/ossutil': ossutil, '/bucket': bucket },
      links: SYSTEM.links,
      env: { PATH: '/tools' },
      volumes: { ...volumes, ...Object.fromEntries(tokens) },
      writable: ['incoming', 'published'],
    };
    const ends = [...(pod.initContainers ?? []), ...pod.containers].map((container) =>
      spawnSync(...limited('bwrap', bwrapArguments(pod, container, host)), { encoding: 'utf8', timeout }),
    );
    return {
      status: ends.map(({ status }) => status),
      said: ends.map(({ stdout, stderr }) => stdout + stderr).join(''),
    };
  };

  test('what was fetched is verified, and published whole, sealed and under its digest', async () => {
    expect(run('fetch')).toEqual({ status: [0, 0], said: '' });
    expect(readdirSync(incoming).sort()).toEqual([directory, `${directory}.fetched`]);
    const { status, said } = run('publish');
    expect([status, said]).toEqual([[0], expect.stringContaining(`safe: /published/${directory}: `)]);
    expect(readdirSync(published).sort()).toEqual([directory, `${directory}.cdx.json`]);
    const inventory = JSON.parse(readFileSync(join(published, `${directory}.cdx.json`), 'utf8'));
    expect(inventory.metadata.component).toMatchObject({ name: 'qwen3-8b', version: directory.replace('-', ':') });
    const place = join(published, directory);
    expect(readdirSync(place).sort()).toEqual(readdirSync(bucket).sort());
    expect(statSync(place).mode % 0o1000).toBe(0o555);
    expect((await verifyModel(place, STRICT)).digest).toBe(directory.replace('-', ':'));
  });

  const TAMPERED: [string, (fetched: string) => void, string][] = [
    ['is changed', (fetched) => writeFileSync(join(fetched, 'config.json'), '{}'), 'refused: config.json: '],
    ['is taken away', (fetched) => rmSync(join(fetched, 'config.json')), 'refused: config.json: '],
    ['is added', (fetched) => writeFileSync(join(fetched, 'model.bin'), PROTOCOL_2), 'pickle imports posix.system'],
    ['is no longer signed', (fetched) => rmSync(join(fetched, 'model.sig')), 'model.sig'],
  ];

  test.each(TAMPERED)('nothing is published when a file of it %s', (_, tamper, reason) => {
    run('fetch');
    tamper(join(incoming, directory));
    const { status, said } = run('publish');
    expect([status, said]).toEqual([[expect.any(Number)], expect.stringContaining(reason)]);
    expect(status).not.toEqual([0]);
    expect(readdirSync(published)).toEqual([]);
  });

  test('nothing is published before all is fetched', () => {
    cpSync(bucket, join(incoming, directory), { recursive: true });
    expect(run('publish', 5000).status).toEqual([null]);
    expect(existsSync(join(published, directory))).toBe(false);
  });
});
