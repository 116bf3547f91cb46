import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Situation, situations, verdictsOf } from './situations';
import { fuzzing } from '../../support/fuzzing';
import { goBuild } from '../support/go';
import { GO, judge } from '../support/judge';

judge('policy engine of kube-network-policies', [GO], () => {
  let engine: string;
  beforeAll(() => {
    engine = goBuild(join(__dirname, 'engine'), 'network-policy-engine', ['-s', '-w']);
  });

  const verdictsOfEngine = (all: readonly Situation[]): boolean[][] => {
    const input = all.map((situation) => `${JSON.stringify(situation)}\n`).join('');
    const output = execFileSync(engine, { input, stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 256 * 1024 * 1024 });
    return output
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as boolean[]);
  };

  test('lets through what the model lets through, in random situations', () => {
    const { seed, numRuns } = fuzzing(1000);
    console.info(`FUZZ_SEED=${seed}, ${numRuns} situations`);
    const drawn = fc.sample(situations, { seed, numRuns });
    const judged = verdictsOfEngine(drawn);
    const differing = drawn.filter((situation, index) => String(verdictsOf(situation)) !== String(judged[index]));
    expect(
      differing
        .slice(0, 3)
        .map((situation) => ({ ...situation, model: verdictsOf(situation), engine: verdictsOfEngine([situation])[0] })),
    ).toEqual([]);
    // both verdicts have to be common, or the situations ask nothing
    const allowed = judged.flat().filter(Boolean).length / judged.flat().length;
    expect(allowed).toBeGreaterThan(0.1);
    expect(allowed).toBeLessThan(0.9);
  });
});
