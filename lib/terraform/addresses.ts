/** One step of an address: `module.storage["eu"]`, `alicloud_oss_bucket.models[0]`. */
interface Step {
  readonly name: string;
  readonly key?: string;
}

const STEP = /(module\.[\w-]+|(?:data\.)?[a-z]\w*\.[\w-]+)(?:\[("[^"]*"|\d+)\])?/g;

function stepsOf(address: string): Step[] {
  return [...address.matchAll(STEP)].map(([, name, key]) => ({ name, key }));
}

/** An address without the keys of `count` and `for_each`, as a configuration has it. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"[^"]*"|\d+)\]/g, '');
}

/** The key of `count` or `for_each` of a resource itself. */
function keyOf(address: string): string | undefined {
  return stepsOf(address).at(-1)?.key;
}

/** Whether a reference that is written in one resource can mean another: a module refers within the instance it is in. */
function mayMean(reference: string, from: string, target: string): boolean {
  const [wanted, own, steps] = [reference, from, target].map(stepsOf);
  return (
    wanted.length === steps.length &&
    wanted.every(({ name, key }, index) => {
      const isShared = index < steps.length - 1 && own[index]?.name === name;
      const expected = key ?? (isShared ? own[index].key : undefined);
      return name === steps[index].name && (expected === undefined || expected === steps[index].key);
    })
  );
}

/**
 * The resources that references in one resource mean. Of several with keys those with the key of the one that refers; if it
 * has none of their keys, it may be any of them.
 */
export function meant<T>(
  references: readonly string[],
  from: string,
  targets: readonly { readonly address: string; readonly item: T }[],
): { readonly items: readonly T[]; readonly isSure: boolean } {
  const found = targets.filter(({ address }) => references.some((reference) => mayMean(reference, from, address)));
  const named = found.filter(({ address }) => references.some((reference) => keyOf(reference) === keyOf(address)));
  const same = found.filter(({ address }) => keyOf(address) === keyOf(from));
  const chosen = [named, same].find(({ length }) => length > 0) ?? found;
  return { items: chosen.map(({ item }) => item), isSure: chosen !== found || found.length <= 1 };
}
