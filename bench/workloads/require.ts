/** Loads one package, or none. */
import { report } from './usage';
import type { Loading } from '../workload';

const { name, uses = [] }: Loading = JSON.parse(process.argv[2]);

report(() => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the name is what is measured
  const loaded = name && require(name);
  if (uses.some((used) => loaded[used] === undefined)) {
    throw new Error(`${name} has not all of ${uses.join(', ')}`);
  }
});
