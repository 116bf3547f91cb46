/** An event as Falco sees it: fields by name. A field that is not there compares as nothing. */
export type FalcoEvent = Readonly<Record<string, string | number | boolean>>;

type Test = (event: FalcoEvent) => boolean;

/** Fields that conditions may read. Source: falco.org, "Supported fields for conditions and outputs". */
const FIELDS =
  /^(evt\.(type|rawres|arg\.mode)|proc\.(name|pname|cmdline|exepath|is_exe_from_memfd)|fd\.(type|l4proto|sip|snet|sport)|fs\.path\.name|k8s\.ns\.name|k8s\.pod\.label\[[a-z0-9./-]+\]|container\.name)$/;

/**
 * Reads a Falco condition, so that tests can hold it against events. It knows the part of the language that the library
 * writes and refuses everything else; it is written here, so that it proves less than Falco itself would.
 *
 * @throws on anything that is not a condition
 */
export function readCondition(text: string, macros: Readonly<Record<string, Test>> = {}): Test {
  const tokens = [...text.matchAll(/\s*("[^"]*"|[(),]|!=|=|[^\s(),="!]+)/gy)].map(([, token]) => token);
  if (tokens.join('').length !== text.replace(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '').length) {
    throw new Error(`not a condition: ${text}`);
  }
  let at = 0;
  const take = (expected?: string): string => {
    const token = tokens[at];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new Error(`${expected ?? 'a token'} expected, not ${token}, in ${text}`);
    }
    at += 1;
    return token;
  };
  const chain = (word: string, next: () => Test, combine: (tests: Test[]) => Test): Test => {
    const tests = [next()];
    while (tokens[at] === word) {
      take();
      tests.push(next());
    }
    return combine(tests);
  };
  const either = (): Test => chain('or', both, (tests) => (event) => tests.some((test) => test(event)));
  const both = (): Test => chain('and', one, (tests) => (event) => tests.every((test) => test(event)));
  const one = (): Test => {
    if (tokens[at] === 'not') {
      take();
      const test = one();
      return (event) => !test(event);
    }
    if (tokens[at] === '(') {
      take();
      const test = either();
      take(')');
      return test;
    }
    return comparison();
  };
  const comparison = (): Test => {
    const field = take();
    if (field in macros) {
      return macros[field];
    }
    if (!FIELDS.test(field)) {
      throw new Error(`unknown field or macro ${field}`);
    }
    const operator = take();
    const values = operator === 'in' ? list() : [unquote(take())];
    return (event) => event[field] !== undefined && compare(field, operator, String(event[field]), values);
  };
  const list = (): string[] => {
    const values = [];
    take('(');
    do {
      values.push(unquote(take()));
    } while (take() === ',');
    return values;
  };
  const test = either();
  if (at !== tokens.length) {
    throw new Error(`end expected, not ${tokens[at]}, in ${text}`);
  }
  return test;
}

function unquote(token: string): string {
  return token.replace(/^"(.*)"$/, '$1');
}

function compare(field: string, operator: string, value: string, wanted: string[]): boolean {
  switch (operator) {
    case '=':
      return value === wanted[0];
    case '!=':
      return value !== wanted[0];
    case 'startswith':
      return value.startsWith(wanted[0]);
    case 'contains':
      return value.includes(wanted[0]);
    case 'in':
      return field === 'fd.snet' ? wanted.some((range) => inRange(value, range)) : wanted.includes(value);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

function inRange(address: string, range: string): boolean {
  const [base, bits] = range.split('/');
  if (address.includes(':') || base.includes(':')) {
    return address === base;
  }
  const number = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}
