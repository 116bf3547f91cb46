import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { exclusively, JUDGES } from '../support/exclusively';

const ROOT = join(JUDGES, 'wheels');

/** Where the server is within a wheel that holds other programs too; path prefixes. */
export interface WheelScope {
  readonly routes: string[];
  readonly variables: string[];
}

/** What a wheel says of itself. */
export interface WheelFacts {
  readonly variables: string[];
  readonly routes: string[];
  /** Registrations of routes that cannot be read as text. */
  readonly unread: string[];
}

/** A published wheel, downloaded once. */
export function wheelOf(project: string, version: string): string {
  const directory = join(ROOT, `${project}-${version}`);
  exclusively(() => download(project, version, directory));
  const wheel = readdirSync(directory).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) {
    throw new Error(`${directory} holds no wheel`);
  }
  return join(directory, wheel);
}

function download(project: string, version: string, directory: string): void {
  const complete = join(directory, 'complete');
  if (!existsSync(complete)) {
    mkdirSync(directory, { recursive: true });
    const options = ['--no-deps', '--only-binary=:all:', '--quiet', '--dest', directory];
    python(['-m', 'pip', 'download', ...options, `${project}==${version}`]);
    writeFileSync(complete, '');
  }
}

/** What a published wheel says of itself. */
export function readWheel(project: string, version: string, scope: WheelScope): WheelFacts {
  const wheel = wheelOf(project, version);
  return JSON.parse(python([join(__dirname, 'read_wheel.py'), wheel], JSON.stringify(scope))) as WheelFacts;
}

function python(args: string[], input = ''): string {
  const result = spawnSync('python3', args, { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.status !== 0) {
    throw new Error(`python3 ${args.join(' ')}: ${result.error?.message ?? result.stderr}`);
  }
  return result.stdout;
}
