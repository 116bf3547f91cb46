import * as fc from 'fast-check';
import { couldMean, opposites, parseArguments } from '../../../lib/engines/arguments/parse';
import { fuzzing } from '../../support/fuzzing';

describe('parseArguments', () => {
  test('reads a value after the flag and after an equals sign alike', () => {
    const spaced = parseArguments(['--max-num-seqs', '8']).flags[0];
    const joined = parseArguments(['--max-num-seqs=8']).flags[0];
    expect(spaced).toMatchObject({ name: '--max-num-seqs', values: ['8'] });
    expect(joined).toMatchObject({ name: '--max-num-seqs', values: ['8'] });
  });

  test('gives several values to one flag', () => {
    const { flags, strays } = parseArguments(['--allowed-media-domains', 'a.example', 'b.example', '--enforce-eager']);
    expect(flags.map(({ name, values }) => [name, values])).toEqual([
      ['--allowed-media-domains', ['a.example', 'b.example']],
      ['--enforce-eager', []],
    ]);
    expect(strays).toEqual([]);
  });

  test('takes underscores for dashes in the name only', () => {
    expect(parseArguments(['--kv_transfer_config.kv_role=kv_both']).flags[0]).toMatchObject({
      name: '--kv-transfer-config',
      keys: ['kv_role'],
      values: ['kv_both'],
    });
  });

  test('a negative number is a value, everything else with a dash is not', () => {
    const { flags, strays } = parseArguments(['--max-model-len', '-1', '--', '-?']);
    expect(flags[0].values).toEqual(['-1']);
    expect(strays).toEqual(['--', '-?']);
  });

  test('what comes before the first flag belongs to none', () => {
    expect(parseArguments(['other/model', '--seed=1']).strays).toEqual(['other/model']);
  });

  test('loses no argument, whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (args) => {
        const { flags, strays } = parseArguments(args);
        expect([...flags.flatMap(({ written }) => written), ...strays].sort()).toEqual([...args].sort());
      }),
      fuzzing(100),
    );
  });
});

describe('spellings', () => {
  test.each([
    ['--trust-remote-code', true],
    ['--trust-rem', true],
    ['--trust-remote-code-x', false],
    ['-tp', false],
  ])('%s means --trust-remote-code: %s', (written, expected) => {
    expect(couldMean(written, ['--trust-remote-code'])).toBe(expected);
  });

  test('an alias is not abbreviated', () => {
    expect(couldMean('-dpm', ['--data-parallel-multi-port-external-lb', '-dpm'])).toBe(true);
    expect(couldMean('-dp', ['--data-parallel-multi-port-external-lb', '-dpm'])).toBe(false);
  });

  test('opposites of a flag that disables', () => {
    expect(opposites('--disable-fastapi-docs')).toEqual(['--no-disable-fastapi-docs', '--enable-fastapi-docs']);
    expect(opposites('--trust-remote-code')).toEqual(['--no-trust-remote-code']);
  });
});
