import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** A setting of the mesh that opens something by some of its values. */
export interface Setting {
  /** Steps to it, separated by dots; `[]` is each item of a list, `{}` each value of a map. */
  readonly at: string;
  readonly isOpen: (value: unknown) => boolean;
  /** What it opens then, for a reader. */
  readonly opens: string;
}

/** Settings that open something, for a reader. */
export function openIn(settings: Fields, table: readonly Setting[]): string[] {
  return table.flatMap(({ at, isOpen, opens }) => {
    const open = valuesOf([settings], at.split('.')).some(isOpen);
    return open ? [`${at} ${opens}`] : [];
  });
}

function valuesOf(values: readonly unknown[], steps: readonly string[]): readonly unknown[] {
  return steps
    .reduce<readonly unknown[]>((outer, step) => outer.flatMap((value) => innerOf(value, step)), values)
    .filter((value) => value !== undefined && value !== null);
}

function innerOf(value: unknown, step: string): readonly unknown[] {
  if (step === '[]') {
    return listIn(value);
  }
  return step === '{}' ? Object.values(fieldsIn(value)) : [fieldsIn(value)[step]];
}

/** Values of Helm may be texts. */
export const isFalse = (value: unknown): boolean => String(value) === 'false';
export const isTrue = (value: unknown): boolean => String(value) === 'true';
export const isOtherThan =
  (...shut: readonly string[]) =>
  (value: unknown) =>
    !shut.includes(String(value));

/** Whether a text, a list or a map has anything in it. */
export function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== '';
}

/** `zipkin.istio-system` is a Service, and `example.com` is not. */
const IN_CLUSTER = /^[^.]+$|\.svc(\.|$)|\.local$|^127\.|^[^.]+\.(?!(com|net|org|cn|io|co|xyz|top)$)[a-z0-9-]+$/;

/** Whether an address, which may have a scheme or namespace before it and a port behind it, is none of a Service. */
export function isForeign(value: unknown): boolean {
  const address = String(value).replace(/^[a-z]+:\/\/|^[a-z0-9-]+\//, '');
  return !IN_CLUSTER.test(address.replace(/:[0-9]+$|\/.*$/g, ''));
}
