import type { UnknownAction } from './unknown-action';
import { Severity } from '../rules/severity';

/** Options of checks. */
export interface CheckOptions {
  /**
   * Findings of this severity and above stop the synthesis; others are only reported.
   *
   * @default Severity.MEDIUM
   */
  readonly failOn?: Severity;

  /**
   * What happens when something that may run was not understood: a kind that nobody knows, pods that an operator writes, a
   * value that is decided elsewhere.
   *
   * @default UnknownAction.FAIL
   */
  readonly onUnknown?: UnknownAction;

  /**
   * Image prefixes that are allowed, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai`. They hold for
   * constructs of this library below the scope too. To allow prefixes and enforce nothing else, call `Registries.allow`.
   *
   * @default - any instance of Container Registry Enterprise Edition
   */
  readonly registries?: string[];

  /**
   * Files of advisories that are newer than the library, as `check --advisories` reads them; paths from the working directory.
   *
   * @default - the advisories that the library knows
   */
  readonly advisories?: string[];
}
