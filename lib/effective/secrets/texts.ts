import { Manifest } from '../../objects/manifest';

/** A text of an object, or within one of its texts, with the name that it is a value of. */
export interface NamedText {
  /** Path within the object, such as `spec.template.spec.containers[0].env[2]`. */
  readonly path: string;
  /** Key of a map, name of a variable, header or flag; empty in a list. */
  readonly name: string;
  readonly text: string;
  /** Whether a person chose the name: those of fields of Kubernetes often hold names of Secrets. */
  readonly isData: boolean;
  /** Whether texts within it were found, which are judged by themselves. */
  readonly isRead: boolean;
}

/** Texts within texts: JSON in YAML in base64 is as deep as configuration gets. */
const DEEPEST = 4;

/** Fields whose keys are no fields of Kubernetes. */
const DATA = new Set([
  ...['data', 'binaryData', 'stringData', 'annotations', 'labels', 'volumeAttributes', 'parameters'],
  ...['driverOptions', 'driveroptions', 'driver_options', 'driver_Options'],
]);

/** What the API server writes, and what is judged as a Secret in a manifest (SAI-IDN-012). */
const LEFT_OUT = ['status', 'managedFields'];
const DATA_OF_SECRETS = ['data', 'stringData'];

/** Every text of an object, and of what is encoded in it as JSON, YAML, properties or base64. */
export function textsOf(object: Manifest): NamedText[] {
  const { apiVersion, kind, ...fields } = object;
  const left = apiVersion === 'v1' && kind === 'Secret' ? DATA_OF_SECRETS : [];
  const rest = Object.fromEntries(Object.entries(fields).filter(([field]) => !left.includes(field)));
  return walk(rest, '', '', false, 0);
}

/** Every text in a map whose keys are no fields of Kubernetes. */
export function textsOfFields(fields: Record<string, unknown>): NamedText[] {
  return walk(fields, '', '', true, 0);
}

function walk(value: unknown, path: string, name: string, isData: boolean, depth: number): NamedText[] {
  const found: NamedText[] = [];
  collect(value, path, name, isData, depth, found);
  return found;
}

/** Every string of every object is visited: lists of lists would be made for each of them. */
function collect(value: unknown, path: string, name: string, isData: boolean, depth: number, found: NamedText[]): void {
  if (typeof value === 'string') {
    const inner = within(value, path, name, depth);
    found.push({ path, name, text: value, isData, isRead: inner.length > 0 }, ...inner);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      const flagBefore = isFlag(value[index - 1]) && !beginsFlag(item) ? value[index - 1] : '';
      collect(item, `${path}[${index}]`, flagBefore, true, depth, found);
      found.push(...flag(item, `${path}[${index}]`));
    });
    return;
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const { name: ofValue, value: named } = value as Record<string, unknown>;
  if (typeof ofValue === 'string' && typeof named === 'string') {
    // a variable or a header
    collect(named, `${path}.value`, ofValue, true, depth, found);
    return;
  }
  const areData = isData || depth > 0 || DATA.has(name);
  for (const [key, inner] of Object.entries(value)) {
    if (!LEFT_OUT.includes(key)) {
      const place = /^[\w-]+$/.test(key) ? `${path}${path === '' ? '' : '.'}${key}` : `${path}[${JSON.stringify(key)}]`;
      collect(inner, place, key, areData, depth, found);
    }
  }
}

const isFlag = (value: unknown): value is string => typeof value === 'string' && /^--?[a-z][\w-]*$/i.test(value);

/** A flag after a flag is not its value. */
const beginsFlag = (value: unknown): boolean => typeof value === 'string' && /^--[a-z]/i.test(value);

function flag(item: unknown, path: string): NamedText[] {
  const [, name, text] = (typeof item === 'string' && /^--?([a-z][\w-]*)=(.*)$/is.exec(item)) || [];
  return name === undefined ? [] : [{ path, name, text, isData: true, isRead: false }];
}

/** Texts within a text. */
function within(text: string, path: string, name: string, depth: number): NamedText[] {
  if (depth >= DEEPEST || text.length < 8) {
    return [];
  }
  const json = asJson(text);
  if (json !== undefined) {
    return walk(json, path, name, true, depth + 1);
  }
  const decoded = asBase64(text);
  if (decoded !== undefined) {
    return walk(decoded, path, name, true, depth + 1);
  }
  return text.includes('\n') || /^[\w.-]+:\s/.test(text) ? lines(text, path, depth) : [];
}

function asJson(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;

function asBase64(text: string): string | undefined {
  const packed = text.replace(/\s/g, '');
  if (packed.length < 16 || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) {
    return undefined;
  }
  const decoded = Buffer.from(packed, 'base64').toString('latin1');
  return PRINTABLE.test(decoded) ? decoded : undefined;
}

/** A line of YAML, of a properties file or of a shell that sets something. */
const LINE = /^\s*(?:- |export )?["']?([A-Za-z_][\w.-]*)["']?\s*(?:=|:\s)\s*["']?(.*?)["']?,?\s*$/;

function lines(text: string, path: string, depth: number): NamedText[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [, name, value] = LINE.exec(line) ?? [];
    return value ? walk(value, `${path}:${index + 1}`, name, true, depth + 1) : [];
  });
}
