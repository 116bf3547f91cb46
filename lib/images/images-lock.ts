import { readFileSync } from 'node:fs';
import { LOCK_FILE, LockedImage, LockedImages, parseLockFile } from './lock-file';
import { parseTagged, TAGGED_FORM } from './reference';
import { Problem, Problems } from '../private/problems';

/** Options of `ImagesLock.fromFile`. */
export interface ImagesLockOptions {
  /**
   * Days after which an entry is refused until the registry was asked again. An image that nobody looked at for long
   * lacks the fixes of that time.
   *
   * @default - entries do not get old
   */
  readonly maxAgeDays?: number;
}

/**
 * Digests of images, as `ack-secure-inference images lock` wrote them: programs name an image by its tag, manifests by
 * its digest, and a change of either shows in a review.
 */
export class ImagesLock {
  /**
   * Reads a lock file.
   *
   * @param path file, seen from the working directory
   * @param options how old an entry may be
   * @throws if there is no such file, if it is no lock file, or if the age is not a number of days greater than 0
   */
  public static fromFile(path: string = LOCK_FILE, options: ImagesLockOptions = {}): ImagesLock {
    const problems = new Problems(path);
    if (options.maxAgeDays !== undefined && !(options.maxAgeDays > 0)) {
      problems.add({
        what: 'maximum age of lock file entries must be a number of days',
        got: options.maxAgeDays,
        allowed: 'a number greater than 0',
        fix: 'give for example 30',
      });
      problems.throwIfAny();
    }
    return new ImagesLock(path, parseLockFile(path, read(path)), options.maxAgeDays ?? Infinity);
  }

  private constructor(
    /** The file that was read. */
    public readonly path: string,
    private readonly entries: LockedImages,
    private readonly maxAgeDays: number,
  ) {}

  /**
   * An image by digest, for every property that takes an image.
   *
   * The tag is left out: admission webhooks that compare names disagree on names with both.
   *
   * @param image image by tag in a named registry, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai:v0.33.0`
   * @returns registry, repository and digest
   * @throws if the image is not in the file, or if its entry is too old
   */
  public resolve(image: string): string {
    const entry = Object.hasOwn(this.entries, image) ? this.entries[image] : undefined;
    const problems = new Problems(this.path);
    problems.add(...(entry === undefined ? [this.missing(image)] : this.checkAge(image, entry)));
    problems.throwIfAny();
    const { host, repository } = parseTagged(image)!;
    return `${host}/${repository}@${entry!.digest}`;
  }

  private missing(image: string): Problem {
    if (!parseTagged(image)) {
      return {
        what: 'image cannot be locked',
        got: image,
        allowed: TAGGED_FORM,
        fix: 'name registry and tag; an image that has a digest already needs no lock',
      };
    }
    const repository = image.slice(0, image.lastIndexOf(':') + 1);
    const others = Object.keys(this.entries).filter((locked) => locked.startsWith(repository));
    return {
      what: 'image is not locked',
      got: image,
      allowed: others.length > 0 ? others.join(', ') : `an image that ${this.path} names`,
      fix: `run \`${lockCommand(this.path, image)}\``,
    };
  }

  private checkAge(image: string, { lockedAt }: LockedImage): Problem[] {
    const days = (Date.now() - Date.parse(lockedAt)) / 86_400_000;
    if (days <= this.maxAgeDays) {
      return [];
    }
    return [
      {
        what: `entry of ${image} is too old`,
        got: lockedAt,
        allowed: `at most ${this.maxAgeDays} days`,
        fix: `run \`${lockCommand(this.path, image)}\` and look at what changed`,
      },
    ];
  }
}

function lockCommand(path: string, image: string): string {
  const file = path === LOCK_FILE ? '' : `--file ${path} `;
  return `ack-secure-inference images lock ${file}${image}`;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const problems = new Problems(path);
    problems.add({
      what: 'lock file of images cannot be read',
      got: (error as NodeJS.ErrnoException).code,
      allowed: 'a file',
      fix: `run \`${lockCommand(path, '<image>')}\`, and commit what it writes`,
    });
    problems.throwIfAny();
    throw error;
  }
}
