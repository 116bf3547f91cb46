import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** Series and their values, in promtool's notation: `0+60x30` begins at 0 and grows 30 times by 60. */
export type Series = Readonly<Record<string, string>>;

/** How many series an alert fires for at a moment, while some series are what they are. */
export interface Situation {
  readonly name: string;
  readonly series: Series;
  readonly alert: string;
  /** For example `20m`, from the first sample. */
  readonly at: string;
  readonly firing: number;
}

/** What promtool says of rule groups; empty where it has nothing against them. */
export function checkRules(groups: object[]): string {
  return run((dir) => {
    writeFileSync(join(dir, 'rules.yaml'), stringify({ groups }));
    return ['check', 'rules', 'rules.yaml'];
  });
}

/** What promtool says of rule groups in some situations; empty where each is as expected. */
export function testRules(groups: object[], situations: readonly Situation[]): string {
  return run((dir) => {
    writeFileSync(join(dir, 'rules.yaml'), stringify({ groups }));
    const tests = situations.map(({ name, series, alert, at, firing }) => ({
      name,
      interval: '1m',
      input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
      promql_expr_test: [
        {
          expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) or vector(0)`,
          eval_time: at,
          exp_samples: [{ labels: '{}', value: firing }],
        },
      ],
    }));
    writeFileSync(
      join(dir, 'tests.yaml'),
      stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }, { aliasDuplicateObjects: false }),
    );
    return ['test', 'rules', 'tests.yaml'];
  });
}

function run(prepare: (dir: string) => string[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const { status, stdout, stderr } = spawnSync('promtool', prepare(dir), { cwd: dir, encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
