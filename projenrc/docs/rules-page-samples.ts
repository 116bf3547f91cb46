import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { RuleSamples } from './rules-page';
import { Rule } from '../../lib/guardrails/rules/rule';

interface SampleFile {
  readonly rule: string;
  readonly allowed: Record<string, unknown>[];
  readonly disallowed: Record<string, unknown>[];
}

/** Samples in a folder, as they are written: what stands for a credential is no credential. */
export function samplesIn(folder: string): (rule: Rule) => RuleSamples {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.samples.yaml'))
    .map(
      (file) => parse(readFileSync(`${folder}/${file}`, 'utf8').replace(/\{\{([A-Z]+)\}\}/g, '<$1 key>')) as SampleFile,
    );
  const byRule = new Map(files.map((file) => [file.rule, file]));
  return ({ id }) => {
    const samples = byRule.get(id);
    if (samples === undefined) {
      throw new Error(`no samples of ${id}: add ${folder}/<area>/<name>.samples.yaml`);
    }
    const { allowed, disallowed } = samples;
    return { good: allowed[0], bad: disallowed[0] };
  };
}
