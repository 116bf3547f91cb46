/** One argument, as far as manifests decide it. */
export interface Word {
  readonly text: string;
  /** The ConfigMap that it comes from, with key and line, for a reader; undefined where it stands in the container. */
  readonly origin?: string;
  /** Where it stands in the container: `args[2]`. */
  readonly place?: string;
  /** Why nobody knows the rest of it before it runs. */
  readonly undecided?: string;
}

/** Value of a variable: one word, or the elements of a list of a shell. */
export type Value = readonly Word[];

/** Words that somebody wrote there. */
export function written(texts: readonly string[], origin?: string): Word[] {
  return texts.map((text) => ({ text, origin }));
}

/** What stands there, wherever it comes from. */
export function textsOf(words: Value): string[] {
  return words.map(({ text }) => text);
}

/** One word of several, with a blank between them. */
export function joined(words: Value): Word {
  return {
    text: textsOf(words).join(' '),
    origin: words.find(({ origin }) => origin)?.origin,
    undecided: words.find(({ undecided }) => undecided)?.undecided,
  };
}
