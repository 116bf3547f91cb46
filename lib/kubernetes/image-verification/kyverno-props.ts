import { SignatureKey } from './signature-key';

/** Properties of `ImageVerification.kyverno`. */
export interface KyvernoVerificationProps {
  /** Namespaces whose images have to be signed. */
  readonly namespaces: string[];

  /**
   * Who signs images with cosign. The signature of one key or certificate is enough.
   *
   * @default - nobody
   */
  readonly keys?: SignatureKey[];

  /**
   * Certificates, each as PEM, of who signs images with Notation.
   *
   * @default - nobody
   */
  readonly certificates?: string[];

  /**
   * Prefixes of images that others add to pods and that need no signature, such as the sidecar of a mesh.
   *
   * @default - none: pods with a sidecar that is not signed are refused
   */
  readonly injectedImages?: string[];

  /**
   * Secrets in the namespace of Kyverno with which it reads the registry.
   *
   * @default - those that Kyverno was installed with
   */
  readonly pullSecrets?: string[];
}
