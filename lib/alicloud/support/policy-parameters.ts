import { Problem } from '../../private/problems';
import { hasTokens } from '../../private/tokens';
import { NumberRange } from '../ack-policy-options';

/** Without cdktf, since the command line has policies too. */
function problemsOf<T>(values: readonly T[], isFine: (value: T) => boolean, rule: Omit<Problem, 'got'>): Problem[] {
  return values.filter((value) => !hasTokens(value) && !isFine(value)).map((got) => ({ ...rule, got }));
}

/** A problem where a policy has nothing to be about, so that it would be accepted and change nothing, or refuse everything. */
export function checkSome(what: string, values: readonly unknown[]): Problem[] {
  return problemsOf([values], ({ length }) => length > 0, {
    what: `policy has no ${what}`,
    allowed: 'at least one',
    fix: 'name them, or leave the policy out',
  });
}

/** Problems of names of namespaces, Services and the like. */
export function checkNames(what: string, names: readonly string[]): Problem[] {
  const wrong = problemsOf(names, (name) => /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name), {
    what: `${what} is not a name`,
    allowed: 'lower case letters, digits and dashes, without * or ?',
    fix: 'name each as kubectl shows it',
  });
  return [...checkSome(what, names), ...wrong];
}

/** Problems of one of a few words. */
export function checkWords(what: string, words: readonly string[], allowed: readonly string[]): Problem[] {
  const wrong = problemsOf(words, (word) => allowed.includes(word), {
    what: `${what} is not one that the policy knows`,
    allowed: allowed.join(', '),
    fix: 'copy one of them, in its spelling',
  });
  return [...checkSome(what, words), ...wrong];
}

/** Problems of a range of numbers. */
export function checkNumbers(what: string, { min, max }: NumberRange, least: number): Problem[] {
  return problemsOf(
    [[min, max]],
    ([first, last]) => Number.isInteger(first) && Number.isInteger(last) && least <= first && first <= last,
    {
      what: `${what} is not a range`,
      allowed: `whole numbers from ${least} on, the smaller one first`,
      fix: `give both ends, for example { min: ${Math.max(least, 1)}, max: 1000 }`,
    },
  );
}

/** Problems of CPU, memory and sizes. */
export function checkQuantities(what: string, quantities: readonly string[]): Problem[] {
  return problemsOf(quantities, (quantity) => /^\d+(\.\d+)?(m|k|[MGTPE]|[KMGTPE]i)?$/.test(quantity), {
    what: `${what} is not a quantity`,
    allowed: 'a number with a unit of Kubernetes, for example 500m, 8 or 64Gi',
    fix: 'write it as it stands in the resources of a container',
  });
}

/** Problems of regular expressions. */
export function checkExpressions(expressions: readonly (string | undefined)[]): Problem[] {
  return problemsOf(expressions, (expression = '') => isExpression(expression), {
    what: 'value of a label is not a regular expression',
    allowed: 'an expression such as ^(dev|prod)$',
    fix: 'escape what is meant literally',
  });
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}

/** Problems of the first parts of names of images, which ACK compares as texts. */
export function checkPrefixes(prefixes: readonly string[]): Problem[] {
  const open = prefixes
    .filter((prefix) => !hasTokens(prefix) && !prefix.endsWith('/'))
    .map((got) => ({
      what: 'repository is the first part of others as well',
      got,
      allowed: 'a prefix that ends in a slash',
      fix: `write ${JSON.stringify(`${got}/`)}`,
    }));
  return [...checkSome('repositories', prefixes), ...open];
}
