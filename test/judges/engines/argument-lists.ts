import * as fc from 'fast-check';
import { Option } from './parser';

/** Ways of argparse to treat an option; the others are of an engine's own making. */
const OF_ARGPARSE =
  /^(_StoreAction|_StoreTrueAction|_AppendAction|BooleanOptionalAction|EnableDisableAction|Deprecated\w*TrueAction)$/;

/** The model, which each list has already, and the name of a file with further arguments. */
const NOT_LISTED = ['model', 'model_path', 'config'];

/** Options that argument lists are made of. */
export const isPlain = ({ action, dest }: Option) => OF_ARGPARSE.test(action) && !NOT_LISTED.includes(dest);

const VALUE = fc.constantFrom('8', '-1', 'auto', 'pt', 'debug', 'none', '/models/m', '/tmp/other', 'a=b', 'x.example');
const KEY = fc.constantFrom('backend', 'model', 'kv_connector_module_path', 'a.b');

/** How one option is written. */
interface Written {
  readonly name: string;
  readonly values: readonly string[];
  /** Length of an abbreviation, from none to all of the name. */
  readonly length: number;
  readonly isJoined: boolean;
  readonly hasUnderscores: boolean;
  readonly key?: string;
}

/**
 * Argument lists as people write them: abbreviated, with underscores, with `=`, with keys of JSON values, repeated and
 * switched off. Each has the values that its option takes, so that a parser refuses names only.
 */
export function argumentLists(
  options: readonly Option[],
  dialect: { readonly isFlexible: boolean },
): fc.Arbitrary<string[]> {
  const one = fc.constantFrom(...options.filter(isPlain)).chain((option) =>
    fc.record({
      name: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...option.on) },
        ...(option.off.length === 0 ? [] : [{ weight: 1, arbitrary: fc.constantFrom(...option.off) }]),
      ),
      values: valuesOf(option),
      length: fc.oneof(fc.constant(Infinity), fc.nat({ max: 30 })),
      isJoined: fc.boolean(),
      hasUnderscores: dialect.isFlexible ? fc.boolean() : fc.constant(false),
      key:
        dialect.isFlexible && option.nargs === null
          ? fc.option(KEY, { nil: undefined, freq: 6 })
          : fc.constant(undefined),
    }),
  );
  const whole = new Set(options.flatMap(({ on, off }) => [...on, ...off]));
  return fc
    .array(one, { minLength: 1, maxLength: 6 })
    .chain((written) => fc.tuple(fc.constant(written), fc.subarray(written)))
    .map(([written, again]) => [...written, ...again].flatMap((each) => wordsOf(each, whole)));
}

function valuesOf({ nargs }: Option): fc.Arbitrary<string[]> {
  switch (nargs) {
    case null:
      return VALUE.map((value) => [value]);
    case 0:
      return fc.constant([]);
    case '?':
      return fc.array(VALUE, { maxLength: 1 });
    default:
      return fc.array(VALUE, { minLength: nargs === '+' ? 1 : 0, maxLength: 3 });
  }
}

function wordsOf(
  { name, values, length, isJoined, hasUnderscores, key }: Written,
  whole: ReadonlySet<string>,
): string[] {
  // argparse does not look for a value behind the = of a shortened name with one dash, and refuses it
  const isWhole = isJoined && !name.startsWith('--');
  const cut = isWhole ? name : name.slice(0, Math.max(length, 3));
  // the whole name of another option takes the values of that one
  const short = whole.has(cut) ? name : cut;
  const spelled = hasUnderscores && short.startsWith('--') ? `--${short.slice(2).replaceAll('-', '_')}` : short;
  const flag = key === undefined ? spelled : `${spelled}.${key}`;
  return isJoined && values.length === 1 ? [`${flag}=${values[0]}`] : [flag, ...values];
}
