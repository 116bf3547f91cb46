import { applicationsOf } from '../guardrails/evidence/subjects';
import { RULES } from '../guardrails/rules';
import { Manifest } from '../objects/manifest';

/** Rules that read a field of an object, or one within or around it. */
export function controlsOf(object: Manifest, path: string): string[] {
  const isRelated = (field: string) => isWithin(field, path) || isWithin(path, field);
  return RULES.filter((rule) => applicationsOf(rule, object).some(({ fields }) => fields.some(isRelated))).map(
    ({ id }) => id,
  );
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
}
