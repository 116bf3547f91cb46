/**
 * Parameters of a property test: a random seed, or that of `FUZZ_SEED` to repeat a run, and `FUZZ_RUNS` in place of the
 * given number of runs. A failure prints the seed, and the path to the shrunk value.
 */
export function fuzzing(runs: number): { readonly seed: number; readonly numRuns: number } {
  const { FUZZ_SEED, FUZZ_RUNS } = process.env;
  return { seed: FUZZ_SEED ? Number(FUZZ_SEED) : Date.now() % 2 ** 31, numRuns: Number(FUZZ_RUNS ?? runs) };
}
