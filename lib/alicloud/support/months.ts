import { checkKnown } from './known';
import { Problem } from '../../private/problems';

/** Problems of months that are paid at once. Source: documentation of the provider, `period`. */
export function checkMonths(months: number | undefined): Problem[] {
  return checkKnown(months, (got) =>
    Number.isInteger(got) && got >= 1 && got <= 60 && (got < 12 || got % 12 === 0)
      ? []
      : [
          {
            what: 'unsupported number of prepaid months',
            got,
            allowed: '1 to 11 months, or one to five whole years',
            fix: 'leave it out for 1',
          },
        ],
  );
}
