import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SHELLS } from '../../../lib/cli/completion/shells';
import { CommandUnderTest } from '../../cli/command';
import { judge, PYTHON, Tool } from '../support/judge';

const TOOLS: Tool[] = SHELLS.map((command) => ({
  command,
  versionArgs: ['--version'],
  install: `apt-get install ${command}`,
}));

/** Shells without anybody's settings. */
const START: Record<(typeof SHELLS)[number], { shell: string[]; load: string }> = {
  bash: { shell: ['bash', '--norc', '--noprofile'], load: 'source completion.bash\r' },
  zsh: { shell: ['zsh', '-f'], load: 'autoload -U compinit; compinit -u -D; source completion.zsh\r' },
  fish: { shell: ['fish', '--no-config'], load: 'source completion.fish\r' },
};

/** Asks the real command what follows, and writes down with what it would have been started. */
const RECORDER = `#!/bin/sh
if [ "$1" = complete ]; then exec node bin/ack-secure-inference.js "$@"; fi
for argument; do printf '%s\\n' "$argument"; done > arguments
`;

judge('completion in bash, zsh and fish', [...TOOLS, PYTHON], () => {
  let command: CommandUnderTest;

  beforeAll(() => {
    command = new CommandUnderTest();
    chmodSync(join(command.folder, command.write('path/ack-secure-inference', RECORDER)), 0o755);
    command.write('manifests.yaml', '');
    for (const shell of SHELLS) {
      const { stdout, status } = command.run(['completion', shell]);
      expect(status).toBe(0);
      command.write(`completion.${shell}`, stdout);
    }
  });
  afterAll(() => command.remove());

  /** What the command is started with where somebody types this. */
  function started(shell: (typeof SHELLS)[number], ...keys: string[]): string[] {
    command.write('arguments', '');
    const { shell: start, load } = START[shell];
    const env = {
      ...process.env,
      PATH: [join(command.folder, 'path'), process.env.PATH].join(delimiter),
      HOME: command.folder,
      TERM: 'xterm',
    };
    const input = JSON.stringify([load, ...keys, '\r']);
    const script = join(__dirname, 'type_keys.py');
    const { status, stderr } = spawnSync('python3', [script, ...start], {
      cwd: command.folder,
      env,
      input,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    return readFileSync(join(command.folder, 'arguments'), 'utf8').split('\n').slice(0, -1);
  }

  describe.each(SHELLS)('%s', (shell) => {
    test('commands, options and their values', () => {
      const keys = ['ack-secure-inference im\t', 'l\t', '--fi\t', 'x --che\t'];
      expect(started(shell, ...keys)).toEqual(['images', 'lock', '--file', 'x', '--check']);
      expect(started(shell, 'ack-secure-inference rules --for\t', 'j\t')).toEqual(['rules', '--format', 'json']);
    });

    test('files, where the command takes files', () => {
      expect(started(shell, 'ack-secure-inference check manif\t')).toEqual(['check', 'manifests.yaml']);
    });

    test('what is typed is not run', () => {
      // The line is given up (Ctrl-C, Ctrl-U), so that only completion could have run it.
      started(shell, 'ack-secure-inference check $(touch ran) \t', '\u0003', '\u0015');
      expect(existsSync(join(command.folder, 'ran'))).toBe(false);
    });
  });
});
