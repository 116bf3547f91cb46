import { InvalidArgumentError } from 'commander';

/** Values separated by commas; those of a repeated option are added up. */
export const list = (text: string, before: string[] = []): string[] => [...before, ...text.split(',').filter(Boolean)];

/** As `list`, without empty values. */
export const prefixes = (text: string, before?: string[]): string[] => {
  if (text.split(',').some((prefix) => prefix.trim() === '')) {
    throw new InvalidArgumentError('a prefix is empty: an unset variable would allow any registry.');
  }
  return list(text, before);
};

/** Values of a repeated option. */
export const append = (text: string, before: string[] = []): string[] => [...before, text];

export function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new InvalidArgumentError('must be a whole number of seconds.');
  }
  return value;
}
