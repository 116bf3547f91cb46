/** Properties of `ImageVerification.ratify`. */
export interface RatifyVerificationProps {
  /** Namespaces whose images have to be signed. */
  readonly namespaces: string[];

  /** Certificates that are trusted, each as PEM: those of the keys of KMS, or of the authority that issued them. */
  readonly certificates: string[];

  /**
   * Instance of Container Registry Enterprise Edition that has the signatures, for example `cri-abcdef0123456789`. Ratify
   * reads it with the RAM role of its service account (RRSA).
   *
   * @default - signatures are read without credentials
   */
  readonly registryInstanceId?: string;

  /**
   * Subjects of certificates that may sign, for example `x509.subject: C=CN, ST=Zhejiang, O=Acme`.
   *
   * @default - whoever has a key of one of the certificates, or a certificate that one of them issued
   */
  readonly trustedIdentities?: string[];
}
