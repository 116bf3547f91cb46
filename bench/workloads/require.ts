/** Loads one package, or none. */
import { dirname, join } from 'node:path';
import { report } from './usage';
import type { Loading } from '../workload';

const { name, uses = [], bindings = [] }: Loading = JSON.parse(process.argv[2]);

/** A name of the package, or of a submodule: `alicloud.ModelStore`. */
function use(loaded: object, path: string): void {
  const used = path.split('.').reduce<any>((value, key) => value?.[key], loaded);
  if (used === undefined) {
    throw new Error(`${name} has no ${path}`);
  }
}

void report(() => {
  /* eslint-disable @typescript-eslint/no-require-imports -- the name is what is measured */
  const loaded = name ? require(name) : {};
  uses.forEach((path) => use(loaded, path));
  bindings.forEach((binding) => require(join(dirname(name!), 'alicloud/provider', binding)));
  /* eslint-enable @typescript-eslint/no-require-imports */
});
