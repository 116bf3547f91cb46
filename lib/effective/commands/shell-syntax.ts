/** The syntax tree of a script, as `unbash` gives it; the fields that are read here. */
export interface Node {
  readonly type: string;
  /** Characters of the script before it. */
  readonly pos: number;
  readonly text: string;
  /** Text of literals and words; the value of an assignment. */
  readonly value?: unknown;
  readonly parts?: readonly Node[];
  readonly name?: Node | string;
  readonly prefix?: readonly Node[] | string;
  readonly suffix?: readonly Node[];
  readonly command?: Node;
  readonly commands?: readonly Node[];
  readonly wordlist?: readonly Node[];
  readonly body?: Node;
  readonly elements?: readonly Node[];
  readonly append?: boolean;
  readonly parameter?: string;
  readonly index?: Node;
  readonly operation?: { readonly type: string; readonly operator: string; readonly operand?: Node };
  readonly operator?: string;
  readonly operators?: readonly string[];
  readonly errors?: readonly { readonly message: string }[];
}

interface Unbash {
  parse(source: string): Node;
  forEachChild(node: Node, callback: (child: Node) => void): void;
}

let loaded: Unbash | undefined;

function unbash(): Unbash {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a bundle that `generate` writes
  return (loaded ??= require('../../../vendor/unbash.js') as Unbash);
}

/** Scripts are shared by the replicas of a service and by its versions. */
const parsed = new Map<string, Node>();
const KEPT = 200;

/** The syntax tree of a script in the language of bash, of which that of sh is a part. */
export function parseScript(text: string): Node {
  const known = parsed.get(text);
  if (known) {
    return known;
  }
  const script = unbash().parse(text);
  if (parsed.size >= KEPT) {
    parsed.clear();
  }
  parsed.set(text, script);
  return script;
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  unbash().forEachChild(node, (child) => children.push(child));
  return children;
}
