import { Command, Option } from 'commander';
import { CommandUnderTest } from './command';
import { candidatesOf } from '../../lib/cli/completion/candidates';
import { SHELLS } from '../../lib/cli/completion/shells';

const program = new Command('tool');
program
  .command('check')
  .description('looks')
  .argument('<path...>')
  .addOption(new Option('-f, --format <format>', 'output').choices(['json', 'junit', 'sarif']))
  .option('--baseline <file>', 'earlier')
  .option('--quiet', 'says less');
program.command('images').description('digests').command('lock').description('writes them');
program.command('secret', { hidden: true });

const words = (...typed: string[]) => candidatesOf(program, typed).map(([value]) => value);

test.each([
  ['commands, without hidden ones', [''], ['check', 'images', 'help']],
  ['commands that begin so', ['im'], ['images']],
  ['commands of a command', ['images', ''], ['lock', 'help']],
  ['options of a command', ['check', '--'], ['--format', '--baseline', '--quiet', '--help']],
  ['options after arguments', ['check', 'a.yaml', '--q'], ['--quiet']],
  ['values of an option', ['check', '--format', 'j'], ['json', 'junit']],
  ['values of a short option', ['check', '-f', 's'], ['sarif']],
  ['nothing for an option that takes a file', ['check', '--baseline', ''], []],
  ['options after a value that looks like a command', ['check', '--baseline', 'images', '--q'], ['--quiet']],
  ['nothing for arguments that are files', ['check', '--quiet', ''], []],
  ['commands where there is no such one', ['chek', ''], ['check', 'images', 'help']],
])('%s', (_, typed, expected) => {
  expect(words(...typed)).toEqual(expected);
});

test('values come with what they mean', () => {
  expect(candidatesOf(program, ['check', '--q'])).toEqual([['--quiet', 'says less']]);
});

describe('the command', () => {
  const command = new CommandUnderTest();
  afterAll(() => command.remove());

  test.each(SHELLS)('writes what %s reads', (shell) => {
    const { status, stdout } = command.run(['completion', shell]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('ack-secure-inference complete -- '),
    });
  });

  test('answers it', () => {
    expect(command.run(['complete', '--', 'rules', '--format', 't']).stdout).toBe('table\t\n');
    expect(command.run(['complete', '--', 'check', '']).stdout).toBe('');
    expect(command.run(['complete', '--', 'model', 'verify', '']).stdout).toBe('');
  });

  test('refuses another shell', () => {
    const { status, stderr } = command.run(['completion', 'tcsh']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('Allowed choices are bash, zsh, fish'),
    });
  });
});
