/** What a server wants before it answers: a scheme in lower case, and its parameters. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))`, 'y');
const SCHEME = new RegExp(`(${TOKEN})(?:\\s+|$|(?=,))`, 'y');
const SEPARATOR = /[\s,]*/y;

/** Reads a `WWW-Authenticate` header, which may hold several challenges. Source: RFC 9110, section 11. */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  let position = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    position = match ? pattern.lastIndex : position;
    return match;
  };
  for (next(SEPARATOR); position < header.length; next(SEPARATOR)) {
    const parameter = challenges.length > 0 ? next(PARAMETER) : null;
    if (parameter) {
      const [, name, quoted, plain] = parameter;
      challenges.at(-1)!.parameters[name.toLowerCase()] = plain ?? quoted.replace(/\\(.)/g, '$1');
      continue;
    }
    const scheme = next(SCHEME);
    if (!scheme) {
      break;
    }
    challenges.push({ scheme: scheme[1].toLowerCase(), parameters: {} });
  }
  return challenges;
}
