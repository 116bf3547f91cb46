/** Loads one package, or none. */
import { report } from './usage';
import type { Loading } from '../workload';

const { name }: Loading = JSON.parse(process.argv[2]);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the name is what is measured
report(() => name && require(name));
