import { keylessTrust, SIGNER_FLAGS, SignerFlags } from './image-signers';
import { LockedImage, LockedImages, lockFileText } from '../../images/lock-file';
import { parseTagged, TAGGED_FORM } from '../../images/reference';
import { imageSigner } from '../../model-guard/signature/image';
import { KeylessTrust } from '../../model-guard/signature/keyless';
import { Repository } from '../../registry/repository';
import { Manifest, resolveTag } from '../../registry/resolve';
import { bundlesOf } from '../../registry/signatures';
import { lockedImages } from '../../scan/locked-images';
import { UsageError } from '../../scan/request';
import { Exit } from '../exit';
import { styleFor } from '../output/style';
import { write } from '../output/write';
import { writeFiles } from '../output/write-files';

/** Options as the command line gives them. */
export interface LockFlags extends SignerFlags {
  readonly file: string;
  readonly check: boolean;
}

/** What a registry said of an image, or why nothing is known. */
interface Outcome {
  readonly image: string;
  readonly manifest?: Manifest;
  readonly signedBy?: string;
  readonly error?: string;
}

/** `images lock`: writes down which digests tags stand for, or says where that has changed. */
export async function lockImages(named: readonly string[], { file, check, ...signer }: LockFlags): Promise<Exit> {
  const trust = keylessTrust(signer);
  const locked = lockedImages(file);
  const images = named.length > 0 ? [...new Set(named)] : Object.keys(locked);
  checkNames(images, file);
  const outcomes = await Promise.all(images.map((image) => ask(image, locked[image], trust)));
  const failed = outcomes.filter(({ error }) => error !== undefined);
  if (failed.length > 0) {
    tell(failed);
    return Exit.BAD_INPUT;
  }
  await write(outcomes.map((outcome) => line(outcome, locked)));
  const hasChanged = outcomes.some(({ image, manifest }) => locked[image]?.digest !== manifest!.digest);
  if (check) {
    return hasChanged ? Exit.FINDINGS : Exit.CLEAN;
  }
  writeFiles({ [file]: lockFileText({ ...locked, ...entriesOf(outcomes) }) });
  return Exit.CLEAN;
}

function checkNames(images: readonly string[], file: string): void {
  if (images.length === 0) {
    throw new UsageError(`images lock: ${file} names no image yet; give one as ${TAGGED_FORM}`);
  }
  const wrong = images.filter((image) => !parseTagged(image));
  if (wrong.length > 0) {
    throw new UsageError(wrong.map((image) => `images lock ${image}: not of the form ${TAGGED_FORM}`).join('\n'));
  }
}

async function ask(image: string, before: LockedImage | undefined, trust: KeylessTrust | undefined): Promise<Outcome> {
  try {
    const tagged = parseTagged(image)!;
    const manifest = await resolveTag(tagged);
    const { digest } = manifest;
    if (trust !== undefined) {
      return { image, manifest, signedBy: imageSigner(await bundlesOf(new Repository(tagged), digest), digest, trust) };
    }
    const signedBy = before?.signedBy;
    if (signedBy !== undefined && before?.digest !== digest) {
      throw new Error(`moved to ${digest}, and was locked with a signature of ${signedBy}; give ${SIGNER_FLAGS}`);
    }
    return { image, manifest, signedBy };
  } catch (error) {
    return { image, error: (error as Error).message };
  }
}

function entriesOf(outcomes: readonly Outcome[]): LockedImages {
  const lockedAt = new Date().toISOString();
  return Object.fromEntries(
    outcomes.map(({ image, manifest, signedBy }) => [
      image,
      { ...manifest!, lockedAt, ...(signedBy !== undefined && { signedBy }) },
    ]),
  );
}

function line({ image, manifest, signedBy }: Outcome, locked: LockedImages): string {
  const { digest } = manifest!;
  const before = locked[image]?.digest;
  const said = before === undefined ? ['green', 'new'] : before === digest ? ['dim', 'same'] : ['yellow', 'moved'];
  const [colour, word] = said as ['green' | 'dim' | 'yellow', string];
  const from = `${word === 'moved' ? ` (was ${before})` : ''}${signedBy === undefined ? '' : ` signed by ${signedBy}`}`;
  return `${styleFor(process.stdout)(colour, word.padEnd(5))}  ${image}  ${digest}${from}\n`;
}

function tell(failed: readonly Outcome[]): void {
  const style = styleFor(process.stderr);
  for (const { image, error } of failed) {
    process.stderr.write(`${image}: ${style('red', 'error:')} ${error}\n`);
  }
  process.stderr.write('nothing was written\n');
}
