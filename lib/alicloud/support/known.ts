import { Token } from 'cdktf';
import { Problem } from '../../private/problems';

/** Holds values against a check, except those that only exist when Terraform runs: its provider checks them then. */
export function checkKnown<T>(value: T | undefined, check: (value: T) => Problem[]): Problem[] {
  return value === undefined || Token.isUnresolved(value) ? [] : check(value);
}

/** A number as a text, also where it only exists when Terraform runs. */
export function numberText(value: number): string {
  return Token.isUnresolved(value) ? Token.asString(value) : String(value);
}

/** A problem where a text does not match. */
export function checkPattern(what: string, value: string | undefined, pattern: RegExp, rule: NameRule): Problem[] {
  return checkKnown(value, (got) =>
    pattern.test(got) ? [] : [{ what: `${what} is not one that is accepted`, got, ...rule }],
  );
}

/** What a name may be, and what to do about one that is not. */
export interface NameRule {
  readonly allowed: string;
  readonly fix: string;
}

/** A problem where a number is not a whole one within bounds. */
export function checkBounds(
  what: string,
  value: number | undefined,
  [least, most]: [number, number],
  fix: string,
): Problem[] {
  return checkKnown(value, (got) =>
    Number.isInteger(got) && got >= least && got <= most
      ? []
      : [{ what: `${what} is out of bounds`, got, allowed: `a whole number from ${least} to ${most}`, fix }],
  );
}
