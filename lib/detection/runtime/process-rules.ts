import {
  anyOf,
  argument,
  below,
  byChild,
  containing,
  fileEnds,
  named,
  programs as programsNamed,
  started,
  STARTED,
} from './conditions';
import { LINKERS, MINERS, SHELL_STARTERS, SHELLS } from './programs';
import { RuntimeRule } from './rule';
import { Severity } from '../../guardrails/rules/severity';

const SEED = 'Phase 3: Runtime behavior monitoring, malicious process startup';
const always = () => true;

/** Rules over the programs that start. */
export const PROCESS_RULES: readonly RuntimeRule[] = [
  {
    id: 'miner-program',
    title: 'Mining program',
    severity: Severity.CRITICAL,
    detects: 'a program that mines, by its name or by the protocol in its arguments',
    quiet: 'no engine has such a program or speaks to a pool.',
    seed: SEED,
    appliesTo: always,
    falco: () =>
      `${STARTED} and ${anyOf([named('proc.name', MINERS), 'proc.cmdline contains "stratum+"', 'proc.cmdline contains "stratum2+"'])}`,
    tetragon: () => [started({ matchArgs: [argument(0, 'Postfix', fileEnds(MINERS))] })],
    securityCenter: () => ({
      name: { process: programsNamed(MINERS) },
      protocol: { commandLine: containing(['stratum+', 'stratum2+']) },
    }),
  },
  {
    id: 'reverse-shell',
    title: 'Standard input or output is a network connection',
    severity: Severity.CRITICAL,
    detects: 'a program whose input or output was made a network connection, as a reverse shell has it',
    quiet: 'engines talk over sockets of their own; their input is empty and their output is the log.',
    seed: SEED,
    appliesTo: always,
    falco: () => 'evt.type in (dup, dup2, dup3) and evt.rawres in (0, 1, 2) and fd.type in (ipv4, ipv6)',
    // Tetragon does not know what a file descriptor is: the shell itself is what it sees, and the connection.
    tetragon: () => [],
    // Security Center has its own rules against reverse shells, and denies the shell.
    securityCenter: () => ({}),
  },
  {
    id: 'program-from-writable-directory',
    title: 'Program started from a writable directory',
    severity: Severity.CRITICAL,
    detects: 'a program that was brought in: started from an emptyDir, from /dev/shm or from memory',
    quiet: 'compilers write shared objects there, which are loaded and not started; the rest of the disk is read-only.',
    seed: SEED,
    appliesTo: ({ writablePaths }) => writablePaths.length > 0,
    falco: ({ writablePaths }) =>
      `${STARTED} and ${anyOf(['proc.is_exe_from_memfd = true', below('proc.exepath', writablePaths)])}`,
    tetragon: ({ writablePaths }) => [
      started({ matchArgs: [argument(0, 'Prefix', [...writablePaths.map((path) => `${path}/`), '/memfd:'])] }),
    ],
    securityCenter: (contract) =>
      byChild(contract, { process: contract.writablePaths.map((path) => `${path}/*`).join('|') }),
  },
  {
    id: 'executable-written',
    title: 'File made executable in a writable directory',
    severity: Severity.HIGH,
    detects: 'a file in an emptyDir or /dev/shm that is made executable, which comes before it is started',
    quiet: 'of what an engine runs, only linkers make files executable; they are left out.',
    seed: SEED,
    appliesTo: ({ writablePaths }) => writablePaths.length > 0,
    falco: ({ writablePaths }) =>
      'evt.type in (chmod, fchmod, fchmodat) and evt.arg.mode contains S_IXUSR and ' +
      `${below('fs.path.name', writablePaths)} and not ${named('proc.name', LINKERS)}`,
    tetragon: ({ writablePaths }) => [
      {
        call: 'security_path_chmod',
        syscall: false,
        // a kernel without security modules that look at paths has no such function
        ignore: { callNotFound: true },
        args: [
          { index: 0, type: 'path' },
          { index: 1, type: 'uint16' },
        ],
        selectors: [
          {
            matchArgs: [
              argument(
                0,
                'Prefix',
                writablePaths.map((path) => `${path}/`),
              ),
              argument(1, 'Mask', [0o100]),
            ],
            matchBinaries: [{ operator: 'NotPostfix', values: fileEnds(LINKERS) }],
          },
        ],
      },
    ],
    // It does not see the mode of a file.
    securityCenter: () => ({}),
  },
  {
    id: 'shell',
    title: 'Shell started',
    severity: Severity.HIGH,
    detects: 'a shell, which an attacker who can run code starts first',
    quiet:
      'the entrypoint is started without a shell and no probe runs a command; shells that build tools start are left out.',
    seed: SEED,
    appliesTo: always,
    falco: () => `${STARTED} and ${named('proc.name', SHELLS)} and not ${named('proc.pname', SHELL_STARTERS)}`,
    tetragon: () => [
      started({
        matchArgs: [argument(0, 'Postfix', fileEnds(SHELLS))],
        // what starts a program is still itself when the kernel checks the file
        matchBinaries: [{ operator: 'NotPostfix', values: fileEnds(SHELL_STARTERS) }],
      }),
    ],
    securityCenter: (contract) => byChild(contract, { process: programsNamed(SHELLS) }),
  },
  {
    id: 'unknown-program',
    title: 'Program outside of the entrypoint set',
    severity: Severity.HIGH,
    detects:
      'a program that neither the entrypoint nor the compilers of kernels are: curl, a package manager, a scanner',
    quiet: 'the set holds what the engine starts; a program of your image that it lacks is declared with `programs`.',
    seed: SEED,
    appliesTo: always,
    falco: ({ programs }) => `${STARTED} and not ${named('proc.name', [...programs, ...SHELLS, ...MINERS])}`,
    tetragon: ({ programs }) => [
      started({ matchArgs: [argument(0, 'NotPostfix', fileEnds([...programs, ...SHELLS, ...MINERS]))] }),
    ],
    // To block what a list lacks would stop an engine that the list does not know whole.
    securityCenter: () => ({}),
  },
];
