import { Size } from 'cdk8s';
import { CommonMetadata } from '../../kubernetes/common-metadata';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { PodReferences } from '../../kubernetes/pod-references';
import { CloudIdentity } from '../cloud-identity';
import { ModelFormat } from '../model-source';
import { ModelVerification } from '../model-verification';

/** How a model is fetched. */
export interface ModelFetch {
  /** Image of the program that fetches, by digest, for example one with ossutil 2, which takes credentials of RRSA. */
  readonly image: string;

  /** The program, since that of the image is not known here, for example `['ossutil']`. */
  readonly command: string[];

  /**
   * Arguments. `$(MODEL_DIRECTORY)` stands for the directory that gets the files, for example
   * `['cp', '--recursive', 'oss://acme-models/qwen3-8b/v1/', '$(MODEL_DIRECTORY)/']`.
   */
  readonly args: string[];

  /** RAM role that may read the model. */
  readonly identity: CloudIdentity;

  /**
   * Address ranges of the store, which are reached over TLS.
   *
   * @default - cloud services inside the VPC (100.64.0.0/10), which `identity` needs anyway
   */
  readonly storeCidrs?: string[];
}

/** Properties of `VerifiedModel`. */
export interface VerifiedModelProps extends CommonMetadata, PodReferences {
  /** Name that callers use, for example `qwen3-8b`. */
  readonly name: string;

  /** Digest of the model, `sha256:<hex>`, as `ack-secure-inference model manifest --digest` writes it. */
  readonly digest: string;

  /** Format of the weights. */
  readonly format: ModelFormat;

  /** Size of the weights. */
  readonly size: Size;

  /** How the model is fetched. */
  readonly fetch: ModelFetch;

  /** How it is verified, beside its digest: who must have signed it, and with which image of Node. */
  readonly verification: ModelVerification;

  /**
   * PersistentVolumeClaim that the model is fetched to, for several pods to write to (`ReadWriteMany`, for example NAS).
   * Nobody serves from it.
   */
  readonly incomingClaim: string;

  /** PersistentVolumeClaim that the model is published on (`ReadWriteMany`). Only the job that verifies writes to it. */
  readonly publishedClaim: string;

  /**
   * Whether the job that publishes also writes an inventory of the model (CycloneDX 1.6 ML-BOM) beside it, as
   * `sha256-<hex>.cdx.json` on the volume of `publishedClaim`. For a model that is published already, this makes another
   * job, which verifies it again.
   *
   * @default false
   */
  readonly sbom?: boolean;

  /**
   * Seconds in which fetching, and verifying, must each come to an end.
   *
   * @default 21600
   */
  readonly deadlineSeconds?: number;

  /**
   * Version of the cluster. It decides which fields exist.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;
}
