import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pip, SYSTEM, virtualEnvironment } from './python-image';
import { Host } from './sandbox';
import { JUDGES } from '../support/exclusively';
import { llamaCppSource } from '../support/llama-cpp-source';

const DIRECTORY = join(JUDGES, 'runner', 'llama-cpp');
const SERVER = join(DIRECTORY, 'build', 'bin', 'llama-server');
const MAKE_MODEL = join(__dirname, 'make_gguf.py');

/** What is not the server, and what the build would download. */
const LEFT_OUT = ['BUILD_TESTS', 'BUILD_EXAMPLES', 'OPENSSL', 'BUILD_UI', 'USE_PREBUILT_UI'];

/** `llama-server`, built once. */
export function llamaServer(): string {
  if (!existsSync(SERVER)) {
    const source = llamaCppSource();
    const build = join(DIRECTORY, 'build');
    const options = [
      '-DBUILD_SHARED_LIBS=OFF',
      '-DCMAKE_CXX_FLAGS=-w',
      ...LEFT_OUT.map((option) => `-DLLAMA_${option}=OFF`),
    ];
    execFileSync('cmake', ['-S', source, '-B', build, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
    // `make -j` without a number starts every compiler at once
    execFileSync('cmake', ['--build', build, '--target', 'llama-server', `-j${availableParallelism()}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return SERVER;
}

/** Source of what `llamaServer` is built from. */
export function llamaServerSource(file: string): string {
  return join(llamaCppSource(), 'tools', 'server', file);
}

/** The image of llama.cpp with a small random model; the server lies where the official images have it. */
export function llamaCppImage(): Host {
  const server = llamaServer();
  const python = virtualEnvironment('gguf', [__filename], (fresh) => pip(fresh, ['gguf==0.19.0', 'numpy==2.4.6']));
  const model = join(DIRECTORY, 'model');
  mkdirSync(model, { recursive: true });
  execFileSync(python, [MAKE_MODEL, join(model, 'model.gguf')]);
  return {
    image: { ...SYSTEM.image, '/app/llama-server': server },
    links: SYSTEM.links,
    env: { PATH: '/usr/bin:/bin', HOME: '/', LLAMA_ARG_HOST: '0.0.0.0' },
    volumes: { model },
  };
}
