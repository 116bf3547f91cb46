/** Release numbers, then stage and number of a pre-, post- or development release. */
interface Version {
  readonly release: number[];
  readonly stage: number;
  readonly number: number;
}

/** Order of the stages of one release, after PEP 440. */
const STAGES: Readonly<Record<string, number>> = { dev: 0, a: 1, b: 2, rc: 3, '': 4, post: 5 };

// The part after `+` names a build of the same release, for example `+cpu`.
const PATTERN = /^v?(\d+(?:\.\d+)*)(?:[.-]?(dev|a|b|rc|post)(\d+))?(?:\+[a-z0-9.]+)?$/;

/** Every service compares the version of its engine with that of each advisory and each flag. */
const parsed = new Map<string, Version>();

/** Whether a version can be compared: `0.33.0`, `0.33.0rc1`, `0.33.0.post1`, `26.09`. */
export function isVersion(text: string): boolean {
  return PATTERN.test(text);
}

/**
 * Less than, equal to or greater than zero, as `a` is older than, the same as or newer than `b`.
 *
 * @throws if one of them is not a version
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  const length = Math.max(left.release.length, right.release.length);
  for (let i = 0; i < length; i++) {
    const difference = (left.release[i] ?? 0) - (right.release[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return left.stage - right.stage || left.number - right.number;
}

function parse(text: string): Version {
  const known = parsed.get(text);
  if (known) {
    return known;
  }
  const match = PATTERN.exec(text);
  if (match === null) {
    throw new Error(`not a version: ${text}`);
  }
  const [, release, stage = '', number = '0'] = match;
  const version = { release: release.split('.').map(Number), stage: STAGES[stage], number: Number(number) };
  parsed.set(text, version);
  return version;
}
