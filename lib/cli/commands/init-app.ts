import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { describe } from '../../private/problems';
import { appFiles } from '../../scaffold/app-files';
import { APP_OPTIONS, AppPlan, appProblems } from '../../scaffold/app-plan';
import { UsageError } from '../../scan/request';
import { Exit } from '../exit';
import { write } from '../output/write';
import { writeFiles } from '../output/write-files';

/** Options of the command line. */
export interface AppFlags extends Partial<AppPlan> {
  readonly out: string;
  readonly force: boolean;
}

/** `init app`: writes a repository that synthesizes and passes its tests at once. */
export async function initApp(flags: AppFlags): Promise<Exit> {
  const { out, force, ...given } = flags;
  const plan = await planOf(given);
  refuse(appProblems(plan).map(describe));
  const files = Object.fromEntries(Object.entries(appFiles(plan)).map(([file, text]) => [join(out, file), text]));
  const existing = force ? [] : Object.keys(files).filter((path) => existsSync(path));
  refuse(existing.map((path) => `${path} exists; write elsewhere with --out, or replace it with --force`));
  writeFiles(files);
  await write([
    ...Object.keys(files).map((path) => `wrote ${path}\n`),
    `next: cd ${out} && npm install && npm test && npm run synth && npm run check\n`,
  ]);
  return Exit.CLEAN;
}

/** Asks a question and gives the answer. */
type Ask = (question: string) => Promise<string>;

/** Options that are given, answers to the rest if there is somebody to ask, and defaults. */
export async function planFrom(given: Partial<AppPlan>, ask?: Ask): Promise<AppPlan> {
  const plan: Record<string, string> = {};
  for (const { key, question, fallback, allowed } of APP_OPTIONS) {
    const answer = given[key] ?? (await ask?.(`${question} (${allowed}) [${fallback}]: `))?.trim();
    plan[key] = String(answer || fallback);
  }
  return {
    ...plan,
    cloud: given.cloud ?? /^y(es)?$/i.test((await ask?.('Terraform stack for the cluster (yes, no) [no]: ')) ?? ''),
  } as unknown as AppPlan;
}

/** As `planFrom`; questions are asked only on a terminal, and only if no option is given. */
async function planOf(given: Partial<AppPlan>): Promise<AppPlan> {
  if (!process.stdin.isTTY || Object.keys(given).length > 0) {
    return planFrom(given);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await planFrom(given, (question) => terminal.question(question));
  } finally {
    terminal.close();
  }
}

/** @throws UsageError of all reasons, if there is one */
function refuse(reasons: readonly string[]): void {
  if (reasons.length > 0) {
    throw new UsageError([...reasons.map((reason) => `init app: ${reason}`), 'nothing was written'].join('\n'));
  }
}
