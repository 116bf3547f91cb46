/** Variables that hold what nobody may read. */
export enum Secret {
  REGISTRY_USER = 'REGISTRY_USER',
  REGISTRY_PASSWORD = 'REGISTRY_PASSWORD',
  COSIGN_PRIVATE_KEY = 'COSIGN_PRIVATE_KEY',
  COSIGN_PASSWORD = 'COSIGN_PASSWORD',
  ALIBABA_CLOUD_ACCESS_KEY_ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
}

/** One step of a pipeline. */
export interface Step {
  /** Lower case letters, unique. */
  readonly id: string;
  readonly title: string;
  /**
   * Lines of a POSIX shell that stops at the first failure. Without braces after a dollar sign, and without backslashes: some
   * services replace the first, Groovy the second.
   */
  readonly script: readonly string[];
  readonly secrets: readonly Secret[];
}

/** Folder of what a run finds, below the working directory. */
export const REPORTS = 'reports';
