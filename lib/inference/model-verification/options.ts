/** What every check of a model needs. */
export interface ModelCheckOptions {
  /**
   * Image of Node, by digest, such as a copy of `distroless/nodejs22-debian12` in your registry: it has no shell and no
   * package manager. Node has to be at `/nodejs/bin/node`, in version 20.19 or newer.
   */
  readonly image: string;

  /**
   * Operator domains of ONNX graphs that are allowed beside those of ONNX itself, for example `com.microsoft`.
   *
   * @default - none: the operators of other domains come from libraries
   */
  readonly operatorDomains?: string[];

  /**
   * SHA-256 digests (hex) of chat templates that are not looked into; the refusal of a template names its digest.
   *
   * @default - none: templates may only loop, compare and format
   */
  readonly templates?: string[];

  /**
   * SHA-256 digests (hex) of files that pass although their format, or a key in them, is not known to hold data only, for
   * example the PDF of a model card; the refusal of a file names its digest.
   *
   * @default - none
   */
  readonly files?: string[];
}

/** Options of a model that is known by its digest. */
export interface ModelDigestOptions extends ModelCheckOptions {
  /** Digest of the model, `sha256:<hex>`, as `ack-secure-inference model manifest --digest` writes it. */
  readonly digest: string;
}

/** Where the signature of a model is. */
export interface SignedModelOptions extends ModelCheckOptions {
  /**
   * File of the signature, from the directory of the model.
   *
   * @default model.sig
   */
  readonly signature?: string;
}

/** Options of a model that a key signed. */
export interface KeySignedModelOptions extends SignedModelOptions {
  /** Public key of the signer, on curve P-256, P-384 or P-521, as PEM. */
  readonly publicKey: string;
}

/** Options of a model that somebody signed whom a certificate authority vouches for. */
export interface CertificateSignedModelOptions extends SignedModelOptions {
  /** Root certificates, each as PEM. */
  readonly roots: string[];

  /** Who must have signed: the email address or URI of the certificate, or its common name if it has neither. */
  readonly identity: string;
}

/** Options of a model that somebody signed without a key of their own, by Sigstore. */
export interface KeylessSignedModelOptions extends SignedModelOptions {
  /** The text of `trusted_root.json` of the Sigstore instance. Nothing is fetched, so that it is renewed with this option. */
  readonly trustedRoot: string;

  /** Who must have signed: the email address or URI of the certificate, as it is written there. */
  readonly identity: string;

  /** Who vouched for the identity: URL of the OpenID Connect issuer. */
  readonly issuer: string;
}
