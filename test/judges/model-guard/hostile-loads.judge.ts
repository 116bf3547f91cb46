import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOADERS } from './requirements';
import { inspectModel } from '../../../lib/model-guard/inspect';
import { STRICT } from '../../../lib/model-guard/policy';
import { smallSafetensors } from '../../model-guard/samples';
import { BUBBLEWRAP, judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

const SCRIPT = join(__dirname, 'hostile_loads.py');
const SECONDS = 60;

judge('loaders of published packages, each in a sandbox', [PYTHON, BUBBLEWRAP], () => {
  const root = mkdtempSync(join(tmpdir(), 'loads-'));
  const [files, ran] = ['files', 'ran'].map((name) => join(root, name));
  let packages: PythonPackages;
  let loaders: string[];

  beforeAll(() => {
    [files, ran].forEach((folder) => mkdirSync(folder));
    packages = new PythonPackages(LOADERS);
    loaders = JSON.parse(packages.run([SCRIPT, 'write', files, ran])) as string[];
    loaders.forEach((_, index) => writeFileSync(join(files, String(index), 'model.safetensors'), smallSafetensors()));
    loaders.forEach(load);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** No network, no other process, and nothing to write but what shows that something ran. */
  function load(loader: string, index: number): void {
    const readable = [packages.path('.'), __dirname, files].flatMap((folder) => ['--ro-bind', folder, folder]);
    const { status, stderr } = spawnSync(
      'bwrap',
      [
        ...['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
        ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', tmpdir()],
        ...[...readable, '--bind', ran, ran],
        ...['--setenv', 'PYTHONPATH', packages.path('.'), '--setenv', 'PYTHONDONTWRITEBYTECODE', '1', '--'],
        ...['prlimit', '--core=0', `--as=${2 ** 31}`, `--cpu=${SECONDS}`],
        ...['python3', SCRIPT, 'load', loader, join(files, String(index))],
      ],
      { encoding: 'utf8', timeout: 2 * SECONDS * 1000, env: { PATH: process.env.PATH, OPENBLAS_NUM_THREADS: '1' } },
    );
    if (status !== 0) {
      throw new Error(`${loader}: ${stderr}`);
    }
  }

  const isHarmless = (loader: string) => loader.startsWith('harmless');
  const runsCode = (loader: string) => existsSync(join(ran, String(loaders.indexOf(loader))));
  const refusalsOf = (loader: string) => inspectModel(join(files, String(loaders.indexOf(loader))), STRICT).refusals;

  test('each loader runs what is hidden in its file, and nothing of a file that hides nothing', () => {
    expect(loaders.filter((loader) => !isHarmless(loader) && !runsCode(loader))).toEqual([]);
    expect(loaders.filter((loader) => isHarmless(loader) && runsCode(loader))).toEqual([]);
  });

  test('every file by which a loader runs code is refused', () => {
    const running = loaders.filter(runsCode);
    expect(running.length).toBeGreaterThan(15);
    expect(running.filter((loader) => refusalsOf(loader).length === 0)).toEqual([]);
  });

  test('what cannot run code by its format passes', () => {
    expect(['harmless YAML', 'harmless template'].map(refusalsOf)).toEqual([[], []]);
  });
});
