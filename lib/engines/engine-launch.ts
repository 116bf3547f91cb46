import { RefusedSetting } from './engine-profile';

/** How an engine is recognized in manifests that others wrote. Patterns are regular expressions in the syntax of RE2. */
export interface EngineLaunch {
  /**
   * Matches a command line that starts the engine. It is read in lower case, with one space between words, without quotes,
   * and with dashes for underscores.
   */
  readonly programs: string;

  /**
   * Matches what commands, scripts and images that have to do with the engine are called, in lower case. It tells that the engine
   * may run where a command line is not read.
   */
  readonly words: string;

  /** Matches the last segment of the repository of images whose own command starts the engine. */
  readonly images: string;

  /** Flags that name the model. Where the image brings the command, the first tells the engine, whatever the image is called. */
  readonly modelFlags: readonly string[];

  /** Matches the start of a command line that names the model without a flag. */
  readonly positionalModel?: string;

  /**
   * Whether its parser takes a beginning of a flag with one dash for the flag, `-c` for `-cc`, as argparse does.
   *
   * @default false
   */
  readonly abbreviatesShortFlags?: boolean;

  /** Beginnings of the names of variables that only this engine reads. */
  readonly variablePrefixes: readonly string[];

  /** Dangerous settings of versions before the described one. */
  readonly formerSettings?: readonly RefusedSetting[];

  /** Paths of official images, as they are named in their registries: the tag is the version of the engine. */
  readonly officialImages: readonly string[];
}

/** Pattern of a reference to an image whose own command starts the engine. */
export function imagePattern({ images }: EngineLaunch): string {
  return `(^|/)(${images})([:@]|$)`;
}
