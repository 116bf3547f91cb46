import { isIPv4 } from 'node:net';
import { ThreatDetectionClientUserDefineRuleConfig } from './provider/threat-detection-client-user-define-rule';
import { checkBounds, checkKnown, checkPattern, numberText } from './support/known';
import { DeniedAct } from '../detection/runtime/denied-act';
import { Problem } from '../private/problems';

/** A program with its arguments. */
export interface DeniedCommand {
  /** Path of the program. */
  readonly process: string;

  /** Its command line. */
  readonly commandLine: string;
}

/** A connection of a program. */
export interface DeniedConnection extends DeniedCommand {
  /** Address that is called, or a star for any. */
  readonly address: string;

  /** Port that is called, 1 to 65535. The provider takes one: several ports are several rules. */
  readonly port: number;
}

const PATH = /^[/*]\S*$/;
const PATH_FORM = 'an absolute path, in which a star stands for any characters';
const RULE_NAME = { allowed: '1 to 64 letters, digits, dashes and underscores', fix: 'give a short name' };

/** What no process on a node or in a container may do, beyond what Security Center knows by itself. */
export class ClientRule {
  /**
   * A file does not run, wherever it lies.
   *
   * @param name name of the rule
   * @param hash MD5 of the file, in hexadecimal digits
   */
  public static denyHash(name: string, hash: string): ClientRule {
    return new ClientRule(name, { type: 1, hash }, [
      ...checkPattern('hash of the file', hash, /^[0-9a-f]{32}$/, {
        allowed: '32 hexadecimal digits in lower case',
        fix: 'take the output of md5sum',
      }),
    ]);
  }

  /**
   * A program does not run.
   *
   * @param name name of the rule
   * @param command program and arguments
   */
  public static denyCommand(name: string, command: DeniedCommand): ClientRule {
    return ClientRule.deny(name, command);
  }

  /**
   * A program does not call an address.
   *
   * @param name name of the rule
   * @param connection program and address
   */
  public static denyConnection(name: string, connection: DeniedConnection): ClientRule {
    return ClientRule.deny(name, connection);
  }

  /**
   * What no process of a service may do, as `ServiceRuntimeRules.deniedActs` says.
   *
   * @param act program, and what it reads, writes or calls
   */
  public static denyAct(act: DeniedAct): ClientRule {
    return ClientRule.deny(act.name, act);
  }

  private static deny(name: string, act: Omit<DeniedAct, 'name' | 'description'>): ClientRule {
    const { process: procPath, commandLine: cmdline, parentCommandLine: parentCmdline, file, address, port } = act;
    const what = { procPath, cmdline, parentCmdline };
    if (file !== undefined) {
      return new ClientRule(name, { type: 4, ...what, filePath: file }, [...checkCommand(act), ...checkFile(file)]);
    }
    if (address === undefined) {
      return new ClientRule(name, { type: 2, ...what }, checkCommand(act));
    }
    return new ClientRule(name, { type: 3, ...what, ip: address, portStr: numberText(port ?? 0) }, [
      ...checkCommand(act),
      ...checkKnown(address, checkAddress),
      ...checkBounds('port that is called', port ?? 0, [1, 65535], 'define a rule for each port'),
    ]);
  }

  private constructor(
    /** Name of the rule. */
    public readonly name: string,
    private readonly what: Partial<ThreatDetectionClientUserDefineRuleConfig> & { readonly type: number },
    private readonly problems: Problem[],
  ) {}

  /** @internal */
  public _arguments(): ThreatDetectionClientUserDefineRuleConfig {
    return { clientUserDefineRuleName: this.name, platform: 'linux', actionType: 1, ...this.what };
  }

  /** @internal */
  public _problems(): Problem[] {
    return [...checkPattern('name of the rule', this.name, /^[\w-]{1,64}$/, RULE_NAME), ...this.problems];
  }
}

function checkCommand({ process, commandLine }: DeniedCommand): Problem[] {
  return [
    ...checkPattern('program', process, PATH, {
      allowed: PATH_FORM,
      fix: 'name the program by its path, for example /usr/bin/curl or */curl',
    }),
    ...checkPattern('command line', commandLine, /\S/, {
      allowed: 'a text, in which a star stands for any characters',
      fix: "write '*' for every command line",
    }),
  ];
}

function checkFile(got: string): Problem[] {
  return checkPattern('file', got, PATH, {
    allowed: PATH_FORM,
    fix: 'name the file by its path, for example /root/.ssh/*',
  });
}

function checkAddress(got: string): Problem[] {
  return got === '*' || isIPv4(got.replace(/\/([0-9]|[12][0-9]|3[0-2])$/, ''))
    ? []
    : [
        {
          what: 'invalid address',
          got,
          allowed: 'an IPv4 address or range, or * for any',
          fix: 'resolve the name, and give its address',
        },
      ];
}
