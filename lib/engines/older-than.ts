const PRE_RELEASE = '[.-]?(dev|a|b|rc)[0-9]';

/** What stands behind a version without further numbers, which are 0 then. */
const ENDS = '[.-]?post[0-9]|[^0-9.]|$';

/**
 * Regular expression (RE2) of versions before one, as labels and tags of images write them: `v0.8.0`, `0.8.5.post1`,
 * `26.03-py3`. It orders as `compareVersions` does.
 *
 * @param version release numbers only
 */
export function olderThan(version: string): string {
  const numbers = version.split('.').map(Number);
  const same = (count: number) => numbers.slice(0, count).map((number) => `0*${number}`);
  const lower = numbers.flatMap((number, index) =>
    number === 0 ? [] : [`${[...same(index), lessThan(number)].join('[.]')}([^0-9]|$)`],
  );
  const shorter = numbers.slice(1).map((_, index) => {
    const isLower = numbers.slice(index + 1).some((number) => number > 0);
    return `${same(index + 1).join('[.]')}(${isLower ? `${PRE_RELEASE}|${ENDS}` : PRE_RELEASE})`;
  });
  return `^v?(${[...lower, ...shorter, `${same(numbers.length).join('[.]')}([.]0+)*${PRE_RELEASE}`].join('|')})`;
}

/** Whole numbers below one that is not 0, with zeros in front or not. */
function lessThan(number: number): string {
  const digits = String(number);
  const shorter = Array.from({ length: digits.length - 1 }, (_, length) => `[0-9]{${length + 1}}`);
  const sameLength = [...digits].flatMap((digit, index) => {
    const least = index === 0 && digits.length > 1 ? 1 : 0;
    const most = Number(digit) - 1;
    const rest = digits.length - index - 1;
    return most < least ? [] : [`${digits.slice(0, index)}[${least}-${most}]${rest > 0 ? `[0-9]{${rest}}` : ''}`];
  });
  return `0*(${[...shorter, ...sameLength].join('|')})`;
}
