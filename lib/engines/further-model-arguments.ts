import { EngineFlag } from './engine-profile';

/** How an engine is given LoRA adapters. */
export interface AdapterArguments {
  /** Flag that takes the adapters. */
  readonly name: string;

  /** One adapter as a value; `${name}`, `${path}` and `${file}` are its name, directory and file. */
  readonly value: string;

  /** What stands between several adapters; without it each one is an argument of its own. */
  readonly separator?: string;

  /** Flags beside it. */
  readonly flags: EngineFlag[];

  /** What is true of adapters of this engine, for its users. */
  readonly note: string;
}

/** How a draft model proposes tokens. */
export enum DraftMethod {
  /** A small model of the same family and tokenizer. */
  MODEL = 'model',

  /** A head that reads the hidden states of the model, EAGLE. */
  EAGLE = 'eagle',

  /** A head after EAGLE-3. */
  EAGLE3 = 'eagle3',
}

/** How an engine is given a draft model. */
export interface DraftArguments {
  /**
   * Arguments; `${path}`, `${file}`, `${tokens}` and `${method}` are directory and file of the draft model, the tokens that it
   * proposes at once, and the method as the engine calls it.
   */
  readonly args: string[];

  /** Methods that the engine has, as it calls them. */
  readonly methods: { readonly [method: string]: string };
}
