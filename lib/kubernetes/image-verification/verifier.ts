import { Problem } from '../../private/problems';
import { checkName } from '../names';
import { checkSome } from './signature-key';

/** What one verifier needs in a cluster. */
export interface Verifier {
  readonly problems: readonly Problem[];
  /** Objects by construct id. */
  readonly objects: Readonly<Record<string, any>>;
  /** What it does not see, in words. */
  readonly notCovered: readonly string[];
}

/** Whatever verifies containers: no verifier of today looks at these. */
export const IMAGE_VOLUMES = 'image volumes: pin them by digest, and allow registries with GuardrailPolicies';

export function checkNamespaces(namespaces: readonly string[]): Problem[] {
  return [...checkSome('namespaces', namespaces), ...namespaces.flatMap((name) => checkName('namespace', name))];
}

const PREFIX = /^([a-z0-9-]+\.)+[a-z0-9-]+(:[0-9]+)?(\/[a-z0-9._-]+)*\/$/;

/** Problems of prefixes of image names. Without the slash at the end, `acme.com/ai` would be `acme.com/ai-evil` too. */
export function checkPrefixes(what: string, prefixes: readonly string[]): Problem[] {
  return prefixes
    .filter((prefix) => !PREFIX.test(prefix))
    .map((prefix) => ({
      what: `${what} is no prefix of image names`,
      got: prefix,
      allowed: '<registry host>/ or <registry host>/<path>/, without wildcards',
      fix: 'name the registry, and end with a slash',
    }));
}
