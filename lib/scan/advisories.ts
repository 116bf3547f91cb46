import { UsageError } from './request';
import { NewerAdvisory } from '../engines/newer-advisories';
import { advisoriesIn } from '../objects/advisories-file';

/**
 * Advisories of the files of `--advisories`.
 *
 * @throws UsageError of everything that is wrong with all of them
 */
export function advisoriesOf(files: readonly string[]): NewerAdvisory[] {
  const problems: string[] = [];
  const advisories = files.flatMap((file) => {
    try {
      return advisoriesIn(file);
    } catch (error) {
      problems.push(...(error as Error).message.split('\n').map((line) => `--advisories ${line}`));
      return [];
    }
  });
  if (problems.length > 0) {
    throw new UsageError(problems.join('\n'));
  }
  return advisories;
}
