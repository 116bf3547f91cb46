/** How an engine is given LoRA adapters. */
export interface AdapterArguments {
  /** Flag that takes the adapters. */
  readonly name: string;

  /** One adapter as a value; `${name}`, `${path}` and `${file}` are its name, directory and file. */
  readonly value: string;

  /**
   * What stands between several adapters in one argument.
   *
   * @default - each adapter is an argument of its own
   */
  readonly separator?: string;

  /** Flags beside it. */
  readonly flags: string[];
}

/** How a draft model proposes tokens. */
export enum DraftMethod {
  /** A small model with the same tokenizer. */
  MODEL = 'model',

  /** A head that reads the hidden states of the model, EAGLE. */
  EAGLE = 'eagle',

  /** A head of EAGLE-3. */
  EAGLE3 = 'eagle3',
}

/** How an engine is given a draft model. */
export interface DraftArguments {
  /**
   * Arguments; `${path}`, `${file}`, `${tokens}`, `${verified}` and `${method}` are directory and file of the draft model, the
   * tokens that it proposes at once, one more, and the method as the engine calls it.
   */
  readonly args: string[];

  /** Methods that the engine has, as it calls them. */
  readonly methods: { [method: string]: string };
}

/** Adapters as arguments. */
export function adapterArguments(
  { name, value, separator, flags }: AdapterArguments,
  adapters: readonly { readonly name: string; readonly path: string; readonly file: string }[],
): string[] {
  const values = adapters.map((adapter) => filled(value, adapter));
  const given = separator === undefined ? values : [values.join(separator)];
  return adapters.length === 0 ? [] : [...flags, name, ...given];
}

/** A draft model as arguments. */
export function draftArguments(
  { args, methods }: DraftArguments,
  draft: { readonly path: string; readonly file: string; readonly tokens: number; readonly method: DraftMethod },
): string[] {
  const { path, file, tokens, method } = draft;
  const values = { path, file, tokens: String(tokens), verified: String(tokens + 1), method: methods[method] };
  return args.map((arg) => filled(arg, values));
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_, key: string) => values[key]);
}
