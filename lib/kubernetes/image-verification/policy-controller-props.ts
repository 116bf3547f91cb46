import { SignatureKey } from './signature-key';

/** Properties of `ImageVerification.policyController`. */
export interface PolicyControllerVerificationProps {
  /**
   * Prefixes of the images that have to be signed, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/`. The
   * policy-controller refuses images that no policy names.
   */
  readonly images: string[];

  /** Who signs images. The signature of one of them is enough. */
  readonly keys: SignatureKey[];

  /**
   * Prefixes of images that others add to pods and that need no signature, such as the sidecar of a mesh.
   *
   * @default - none: pods with a sidecar that is not signed are refused
   */
  readonly injectedImages?: string[];
}
