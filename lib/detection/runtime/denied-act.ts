/**
 * What no process of a service may do on its node: plain data, which `alicloud.ClientRule.denyAct` makes a rule of Security
 * Center of. In texts a star stands for any characters and a bar for "or".
 */
export interface DeniedAct {
  /** Name of the rule, unique in the account. */
  readonly name: string;

  /** What an attacker does, why normal work does not do it, and which best practice asks for it. */
  readonly description: string;

  /** Path of the program that does it. */
  readonly process: string;

  /** Command line of the program that does it. */
  readonly commandLine: string;

  /**
   * Command line of what started the program.
   *
   * @default - any
   */
  readonly parentCommandLine?: string;

  /**
   * File that is read or written.
   *
   * @default - none: the program is started, or calls an address
   */
  readonly file?: string;

  /**
   * Address that is called, on `port`.
   *
   * @default - none: the program is started, or reads or writes a file
   */
  readonly address?: string;

  /**
   * Port that is called, 1 to 65535.
   *
   * @default - none
   */
  readonly port?: number;
}
