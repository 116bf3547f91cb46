/** Whether two values of a manifest become the same text: the same fields and items, in the same order. */
export function isWrittenAs(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return Object.is(left, right);
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && areWrittenAs(left, right);
  }
  const [keys, others] = [Object.keys(left), Object.keys(right)];
  return areWrittenAs(keys, others) && areWrittenAs(Object.values(left), Object.values(right));
}

function areWrittenAs(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, i) => isWrittenAs(item, right[i]));
}
