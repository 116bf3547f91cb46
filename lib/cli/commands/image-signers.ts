import { readFileSync } from 'node:fs';
import { KeylessTrust, trustMaterial } from '../../model-guard/signature/keyless';
import { UsageError } from '../../scan/request';

/** Whose signatures of images count, as the command line says it. */
export interface SignerFlags {
  readonly trustedRoot?: string;
  readonly certificateIdentity?: string;
  readonly certificateOidcIssuer?: string;
}

export const SIGNER_FLAGS = '--trusted-root, --certificate-identity and --certificate-oidc-issuer';

/**
 * What the flags say; undefined where no signature is asked for.
 *
 * @throws UsageError if some of them are missing, or if the trusted root is none
 */
export function keylessTrust(flags: SignerFlags): KeylessTrust | undefined {
  const { trustedRoot: file, certificateIdentity, certificateOidcIssuer } = flags;
  if (file === undefined && certificateIdentity === undefined && certificateOidcIssuer === undefined) {
    return undefined;
  }
  if (!file || !certificateIdentity || !certificateOidcIssuer) {
    throw new UsageError(`images lock: ${SIGNER_FLAGS} go together: anybody can sign`);
  }
  try {
    const trustedRoot = readFileSync(file, 'utf8');
    trustMaterial(trustedRoot);
    return { trustedRoot, certificateIdentity, certificateOidcIssuer };
  } catch (error) {
    throw new UsageError(`images lock: ${(error as Error).message}`);
  }
}
