import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PIPELINE_ENGINES, PipelineEngine } from '../../../lib/pipeline/choices';
import { CommandUnderTest } from '../../cli/command';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const FLOW = ['--repository', 'https://codeup.example.com/acme/serving.git', '--service-connection', 'sc-1'];
const COPIED: readonly PipelineEngine[] = ['triton', 'llama-cpp'];

/** Base images by digest, for engines whose digests matter to nobody. */
export function basesOf(engine: PipelineEngine): string[] {
  const roles = COPIED.includes(engine) ? ['engine'] : ['build', 'runtime'];
  return roles.flatMap((role) => ['--base', `${role}=registry.example.com/base/${role}:1@${DIGEST}`]);
}

/** Writes the pipelines of every service for every engine; gives their folders by engine. */
export function writePipelines(command: CommandUnderTest): Map<PipelineEngine, string> {
  return new Map(
    PIPELINE_ENGINES.map((engine) => {
      const services = ['--github', '--gitlab', '--jenkins', '--flow', '--runner', 'ubuntu-24.04', ...FLOW];
      const image = ['--image', 'registry-vpc.example.com/ai/engine', '--model', 'models/qwen3'];
      const scan = ['--acr-instance', 'cn-hangzhou/cri-1'];
      const options = ['--engine', engine, '--out', engine, ...services, ...image, ...scan, ...basesOf(engine)];
      const { status, stderr } = command.run(['init', 'pipeline', ...options]);
      if (status !== 0) {
        throw new Error(stderr);
      }
      return [engine, join(command.folder, engine)];
    }),
  );
}

/** Scripts that a service is given, from the file that it reads. */
export const SCRIPTS: Record<string, (folder: string) => string[]> = {
  github: (folder) =>
    yaml(folder, '.github/workflows/secure-inference.yml').jobs.release.steps.flatMap(
      ({ run }: { run?: string }) => run ?? [],
    ),
  gitlab: (folder) => [yaml(folder, '.gitlab-ci.yml')['secure-inference'].script.join('\n')],
  flow: (folder) =>
    Object.values<any>(yaml(folder, 'flow.yml').stages.release.jobs.release.steps).flatMap(
      (step) => step.with.run ?? [],
    ),
};

export function yaml(folder: string, file: string): any {
  return parse(readFileSync(join(folder, file), 'utf8'));
}
