import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { REQUIREMENTS } from './requirements';
import { build } from '../../../examples/signed-model';
import { PROTOCOL_2 } from '../../model-guard/pickles';
import { writeConfigMap } from '../runner/config-map';
import { Container, podOf, PodSpec } from '../runner/pod';
import { SYSTEM } from '../runner/python-image';
import { bwrapArguments } from '../runner/sandbox';
import { BUBBLEWRAP, judge, PYTHON } from '../support/judge';
import { limited } from '../support/limited';
import { PythonPackages } from '../support/python';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

judge('the init container that verifies a model, as its manifest says', [PYTHON, BUBBLEWRAP], () => {
  const root = mkdtempSync(join(tmpdir(), 'init-container-'));
  const model = join(root, 'model');
  const program = join(root, 'program');
  let pod: PodSpec;
  let guard: Container;

  beforeAll(() => {
    const packages = new PythonPackages(REQUIREMENTS);
    packages.run([join(__dirname, 'write_models.py'), join(root, 'formats')]);
    cpSync(join(root, 'formats/safetensors'), model, { recursive: true });
    writeFileSync(join(model, 'config.json'), '{"architectures": ["Qwen3ForCausalLM"]}');
    writeFileSync(join(model, 'chat_template.jinja'), '{% for m in messages %}{{ m.content }}{% endfor %}');
    packages.run([join(__dirname, 'sign_one.py'), model, join(root, 'signer.pub')]);

    const [app] = build(Testing.app().outdir, readFileSync(join(root, 'signer.pub'), 'utf8'));
    const manifests = app.charts.flatMap((chart) => Testing.synth(chart));
    pod = podOf(manifests);
    [guard] = pod.initContainers!;
    writeConfigMap(manifests, program);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** Node and its libraries stand for the image; there is no other program, no network and nothing to write to. */
  const start = (directory: string, container = guard): Ended => {
    const host = {
      image: { ...SYSTEM.image, '/nodejs/bin/node': process.execPath },
      links: SYSTEM.links,
      env: {},
      volumes: { model: directory, 'model-guard': program },
    };
    const { status, stdout, stderr } = spawnSync(...limited('bwrap', bwrapArguments(pod, container, host)), {
      encoding: 'utf8',
      timeout: 120_000,
    });
    return { status, stdout, stderr };
  };
  const changed = (change: (directory: string) => void): string => {
    const directory = mkdtempSync(join(root, 'changed-'));
    cpSync(model, directory, { recursive: true });
    change(directory);
    return directory;
  };
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = 255 - bytes[middle];
    writeFileSync(path, bytes);
  };

  test('the model that was signed starts', () => {
    expect(start(model)).toEqual({
      status: 0,
      stdout: expect.stringMatching(
        /^safe: \/models\/qwen3-8b: \d+ files, 0 refusals\ndigest: sha256:[0-9a-f]{64}\nsigned by: key [0-9a-f]{64}\n$/,
      ),
      stderr: '',
    });
  });

  test('the process is the user of the pod, and can write nowhere', () => {
    const probe = `
      const { writeFileSync } = require('node:fs');
      const failures = ['/x', '/models/qwen3-8b/x', '/model-guard/x', '/nodejs/bin/x'].map((path) => {
        try { writeFileSync(path, ''); return 'written'; } catch (error) { return error.code; }
      });
      console.log(JSON.stringify({ uid: process.getuid(), gid: process.getgid(), failures,
        networks: Object.keys(require('node:os').networkInterfaces()) }));`;
    const { stdout } = start(model, { ...guard, args: ['-e', probe] });
    expect(JSON.parse(stdout)).toEqual({
      uid: 1001,
      gid: 1001,
      failures: ['EROFS', 'EROFS', 'EROFS', 'EROFS'],
      networks: ['lo'],
    });
  });

  test('of all files, none can be changed, taken away or emptied', () => {
    const files = readdirSync(model).filter((file) => file !== 'model.sig');
    expect(files.length).toBeGreaterThan(10);
    const attacks: [string, (path: string) => void, RegExp][] = [
      ['changed', flip, /(digest is|content is|JSON at|is out of bounds|header|chat template|tensor)/],
      ['gone', (path) => rmSync(path), /file of the signature is not there/],
      ['empty', (path) => writeFileSync(path, ''), /digest is/],
    ];
    for (const file of files) {
      for (const [, attack, reason] of attacks) {
        const { status, stdout } = start(changed((directory) => attack(join(directory, file))));
        expect([status, stdout]).toEqual([1, expect.stringContaining(`refused: ${file}: `)]);
        expect(stdout).toMatch(reason);
      }
    }
  });

  const ADDED: [string, (directory: string) => void, string][] = [
    [
      'a pickle',
      (directory) => writeFileSync(join(directory, 'pytorch_model.bin'), PROTOCOL_2),
      'pickle imports posix.system',
    ],
    ['code', (directory) => writeFileSync(join(directory, 'modeling_qwen.py'), ''), 'modeling_qwen.py: Python file'],
    ['a link', (directory) => symlinkSync('/etc/passwd', join(directory, 'vocab')), 'vocab: symbolic link'],
    ['a text', (directory) => writeFileSync(join(directory, '.hidden'), 'x'), '.hidden: file is not in the signature'],
  ];

  test.each(ADDED)('%s that is added is refused', (_, add, reason) => {
    const { status, stdout } = start(changed(add));
    expect([status, stdout]).toEqual([1, expect.stringContaining(reason)]);
  });

  test.each(['changed', 'gone', 'of another key'])('a signature that is %s does not start', (how) => {
    const attacks: Record<string, (directory: string) => void> = {
      changed: (directory) => {
        const path = join(directory, 'model.sig');
        const bundle = JSON.parse(readFileSync(path, 'utf8'));
        bundle.dsseEnvelope.payload = `A${bundle.dsseEnvelope.payload.slice(1)}`;
        writeFileSync(path, JSON.stringify(bundle));
      },
      gone: (directory) => rmSync(join(directory, 'model.sig')),
      'of another key': (directory) =>
        new PythonPackages(REQUIREMENTS).run([join(__dirname, 'sign_one.py'), directory, join(root, 'other.pub')]),
    };
    const { status, stdout, stderr } = start(changed(attacks[how]));
    expect(status).toBe(how === 'gone' ? 2 : 1);
    expect(stdout + stderr).toMatch(/model\.sig: (signature is not one of|signed by key)|ENOENT.*model\.sig/);
  });
});
