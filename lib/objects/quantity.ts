const POWERS = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const FACTORS = new Map<string, number>([
  ...POWERS.map((suffix, power): [string, number] => [suffix, 1000 ** power]),
  ...POWERS.slice(1).map((suffix, index): [string, number] => [`${suffix.toUpperCase()}i`, 1024 ** (index + 1)]),
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
]);

/**
 * Value of a quantity of Kubernetes; `1024Mi` and `1Gi` are the same. Undefined if it is none. `quantityToScalar` of
 * @kubernetes/client-node 1.4 throws for a decimal with a suffix, such as `1.5Gi`, which the API server takes.
 */
export function quantityOf(value: unknown): number | undefined {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value));
  const factor = FACTORS.get(match?.[2] ?? '');
  return match && factor !== undefined ? Number((Number(match[1]) * factor).toPrecision(15)) : undefined;
}
