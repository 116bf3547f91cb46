/** What is refused; the ids are stable and appear in reports. */
export const REFUSALS = {
  pickle: 'Pickle runs code when it is read',
  archive: 'An archive hides what it holds',
  'archive-bomb': 'An archive unpacks to far more than it is',
  executable: 'A program is not part of a model',
  'python-code': 'Python code is not part of a model',
  'remote-code': 'A configuration makes the loader import code',
  'unknown-key': 'A configuration names code under a key that is not known to hold data',
  'installs-code': 'A file makes a server or builder install packages or run commands',
  template: 'A chat template does more than format messages',
  malformed: 'A file is not what its format says',
  'ambiguous-format': 'A file is valid in two formats, and loaders choose differently',
  'unknown-format': 'A file has a format that is not known to hold data only',
  'wrong-weights': 'The weights have another format than the engine loads',
  'custom-operator': 'A graph uses operators that a library brings',
  'outside-directory': 'A name or reference leaves the model directory',
  'special-file': 'A link, device or pipe is not a plain file',
  'missing-file': 'A file that should be there is not',
  'unlisted-file': 'A file is not in the manifest',
  'changed-file': 'A file has another digest than the manifest says',
  signature: 'The signature does not hold',
  'no-weights': 'There is nothing to serve',
} as const;

/** Id of a kind of refusal. */
export type RefusalRule = keyof typeof REFUSALS;

/** Why a model may not be loaded. */
export interface Refusal {
  readonly rule: RefusalRule;
  /** Path within the model, with slashes; empty for the model as a whole. */
  readonly file: string;
  readonly reason: string;
  readonly fix: string;
}

/** A refusal before it is known which file it is about. */
export type Objection = Omit<Refusal, 'file'>;

/** Thrown by readers of a format for bytes that the format does not allow. */
export class Malformed extends Error {
  public constructor(
    reason: string,
    public readonly rule: RefusalRule = 'malformed',
    public readonly fix = 'write the file again with the library of its format, or take it from its publisher again',
  ) {
    super(reason);
    this.name = 'Malformed';
  }

  public get objection(): Objection {
    return { rule: this.rule, reason: this.message, fix: this.fix };
  }
}

/** The objections of one reader, which ends at the first thing that is malformed. */
export function objections(read: (found: Objection[]) => void): Objection[] {
  const found: Objection[] = [];
  try {
    read(found);
  } catch (error) {
    if (!(error instanceof Malformed)) {
      throw error;
    }
    found.push(error.objection);
  }
  return found;
}
