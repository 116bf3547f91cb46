import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, AppProps } from 'cdk8s';
import { SecureApp } from '../../lib';

/** Every file below a directory with its text. */
export function filesOf(directory: string): { [file: string]: string } {
  const files = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files
      .filter((file) => fs.statSync(path.join(directory, file)).isFile())
      .map((file) => [file, fs.readFileSync(path.join(directory, file), 'utf8')]),
  );
}

/** What a synth wrote, and the message that it ended with if it failed. */
export interface Outcome {
  readonly files: { [file: string]: string };
  readonly error?: string;
}

export function synthesize(type: typeof App, build: (app: App) => void, props: AppProps = {}): Outcome {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'same-files-'));
  try {
    const app = new type({ ...props, outdir });
    build(app);
    try {
      app.synth();
    } catch (error) {
      return { files: filesOf(outdir), error: (error as Error).message };
    }
    return { files: filesOf(outdir) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

/** Expects that both apps write the same bytes, or fail alike; returns what they wrote. */
export function expectSame(build: (app: App) => void, props: AppProps = {}): Outcome {
  const ours = synthesize(SecureApp, build, props);
  expect(ours).toEqual(synthesize(App, build, props));
  return ours;
}

const CYCLE = /^Dependency cycle detected: /;

/** The same, but what is in several cycles may be refused for another of them. */
export function expectSameOrCycle(build: (app: App) => void, props: AppProps = {}): Outcome {
  const ours = synthesize(SecureApp, build, props);
  const theirs = synthesize(App, build, props);
  if (theirs.error !== undefined && CYCLE.test(theirs.error)) {
    expect(ours.error).toMatch(CYCLE);
  } else {
    expect(ours).toEqual(theirs);
  }
  return ours;
}
