import { Problem } from '../private/problems';

/** Longest name that is also a label value and a DNS label (RFC 1035), as a Service must be. */
const LONGEST = 63;

const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Kubernetes name for a construct id: `QwenChat` becomes `qwen-chat`. */
export function nameFromId(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}

/** Problems of a name that becomes a Service, a label value and a part of a host name. */
export function checkName(what: string, name: string): Problem[] {
  if (name.length > LONGEST) {
    return [
      {
        what: `${what} has ${name.length} characters`,
        got: name,
        allowed: `at most ${LONGEST}, since it becomes a host name and a label value`,
        fix: 'give a shorter name',
      },
    ];
  }
  if (!DNS_LABEL.test(name)) {
    return [
      {
        what: `${what} is not a DNS label`,
        got: name,
        allowed: 'lower case letters, digits and dashes, first a letter, last a letter or digit',
        fix: `give a name such as ${JSON.stringify(nameFromId(name).replace(/^[^a-z]+|-+$/g, '') || 'llm')}`,
      },
    ];
  }
  return [];
}
