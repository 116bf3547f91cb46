import { Problem } from './problems';

/** What an unresolved cdktf token looks like as text, in a list, or as a map key. */
const TEXT_TOKEN = /[$#&]\{TfToken\[/;

/** Unresolved cdktf numbers are encoded as huge negative ones, for example -1.8881545897087626e+289. */
const NUMBER_TOKEN = -1e280;

/** Problems of values that only exist when Terraform runs: a manifest would hold the placeholder itself. */
export function checkTokens(what: string, value: unknown): Problem[] {
  return findTokens(value).map((token) => ({
    what: `${what} holds a cdktf token`,
    got: token,
    allowed: 'values that are known when the program runs',
    fix: 'decide the name, label or number in the program and give it to both sides, instead of reading it from a resource',
  }));
}

/** Whether a value, or something in it, only exists when Terraform runs. */
export function hasTokens(value: unknown): boolean {
  return findTokens(value).length > 0;
}

function findTokens(value: unknown): unknown[] {
  if (typeof value === 'string') {
    return TEXT_TOKEN.test(value) ? [value] : [];
  }
  if (typeof value === 'number') {
    return value < NUMBER_TOKEN ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(findTokens);
  }
  if (typeof value === 'object' && value !== null) {
    return [...Object.keys(value).flatMap(findTokens), ...Object.values(value).flatMap(findTokens)];
  }
  return [];
}
