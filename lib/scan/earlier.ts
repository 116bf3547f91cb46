import { UsageError } from './request';
import { earlierReport, readReport } from '../guardrails/report/earlier';
import { EarlierReport } from '../guardrails/report/reachable';

/**
 * Fingerprints of an earlier report, one for each of its findings.
 *
 * @throws UsageError
 */
export function fingerprintsIn(path: string): string[] {
  return reading('--baseline', path, () => {
    const { findings } = readReport(path);
    if (!Array.isArray(findings)) {
      throw new Error('no report; write one with check --format json');
    }
    return findings.map(({ fingerprint }) => fingerprint);
  });
}

/**
 * Who reached whom by an earlier report.
 *
 * @throws UsageError
 */
export function previousReport(path: string): EarlierReport {
  return reading('--previous', path, () => earlierReport(path));
}

/** What a flag names is read; why it cannot be is an error of usage. */
export function reading<T>(flag: string, path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${flag} ${path}: ${(error as Error).message}`);
  }
}
