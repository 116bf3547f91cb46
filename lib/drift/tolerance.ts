import { isDeepStrictEqual } from 'node:util';
import {
  ADMITTED_POD_DEFAULTS,
  Defaults,
  METADATA_DEFAULTS,
  OBJECT_DEFAULTS,
  POD_DEFAULTS,
  TEMPLATE_DEFAULTS,
} from './defaults';
import { IsAdded } from './differences';
import { INJECTED } from './injected';
import { Manifest } from '../objects/manifest';
import { groupKindOf, podsOf } from '../objects/pods';

/** What servers add to an object that was synthesized. */
export function addedTo(object: Manifest): IsAdded {
  const defaults = OBJECT_DEFAULTS[groupKindOf(object)] ?? {};
  const templates = podsOf(object).map(({ path }) => path.replace(/spec$/, ''));
  return (pattern, value) => {
    if (isOfServer(pattern) || METADATA_DEFAULTS.test(pattern) || isDefault(defaults, pattern, value)) {
      return true;
    }
    return templates.some((path) => pattern.startsWith(path) && isAddedToTemplate(pattern.slice(path.length), value));
  };
}

/** What servers and webhooks add to a pod spec that was declared as a template. */
export const addedToPod: IsAdded = (pattern, value) =>
  [POD_DEFAULTS, ADMITTED_POD_DEFAULTS, INJECTED].some((defaults) => isDefault(defaults, normalized(pattern), value));

function isAddedToTemplate(pattern: string, value: unknown): boolean {
  const [head, ...rest] = pattern.split('.');
  const field = rest.join('.');
  return head === 'spec' ? isDefault(POD_DEFAULTS, normalized(field), value) : TEMPLATE_DEFAULTS.test(field);
}

function isDefault(defaults: Defaults, pattern: string, value: unknown): boolean {
  const known = defaults[pattern];
  return typeof known === 'function' ? Boolean(known(value)) : pattern in defaults && isDeepStrictEqual(known, value);
}

/** Fields that say what became of an object, or who wrote it when. */
function isOfServer(pattern: string): boolean {
  return pattern === 'status' || /^metadata\.(?!labels|annotations)\w+$/.test(pattern);
}

function normalized(pattern: string): string {
  return pattern
    .replace(/^(init|ephemeral)Containers/, 'containers')
    .replace(/\.(liveness|readiness|startup)Probe/, '.probe');
}
