import { SignatureKey } from './signature-key';

/** A witness of Security Center, whose key of KMS signs images. */
export interface KritisAuthority extends SignatureKey {
  /** Id of the key in KMS, for example `key-hzz62f1cb66fa42qo1lws`. */
  readonly keyId: string;
}

/** Properties of `ImageVerification.kritis`. */
export interface KritisVerificationProps {
  /** Namespaces whose images have to be signed. */
  readonly namespaces: string[];

  /** Who signs images. */
  readonly authorities: KritisAuthority[];

  /**
   * Patterns of images that others add to pods and that need no signature, such as the sidecar of a mesh. `*` stands for
   * letters, digits, dashes and underscores, at the end for anything without a slash.
   *
   * @default - `registry*.*.aliyuncs.com/acs/*`, where ACK and ASM have their images
   */
  readonly injectedImages?: string[];
}
