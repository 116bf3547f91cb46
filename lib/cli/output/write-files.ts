import { writeAllOrNone } from '../../private/whole-files';
import { UsageError } from '../../scan/request';

/**
 * Writes files, all of them or none.
 *
 * @throws UsageError if one cannot be written
 */
export function writeFiles(files: Readonly<Record<string, string>>): void {
  try {
    writeAllOrNone(files);
  } catch (error) {
    throw new UsageError(`nothing was written: ${(error as Error).message}`);
  }
}
