import { Residual } from './residuals';
import { Frameworks } from '../rules/rule';
import { Severity } from '../rules/severity';

/** Version of the format; it changes when a reader must. */
export const FORMAT = 'ack-secure-inference/evidence/v1';

/** A control over several objects holds, too, where nothing that it is about is among them. */
export type CheckStatus = 'holds' | 'open' | 'accepted';

/** One control on one object. */
export interface EvidenceCheck {
  /** `Deployment/inference/qwen`, `alicloud_vpc.main`, or what all objects together are called. */
  readonly object: string;
  readonly constructPath: string;
  /** Fields of the object that the control reads. */
  readonly fields: readonly string[];
  readonly status: CheckStatus;
  /** Why it is accepted. */
  readonly reason?: string;
}

/** One control, where it was looked for, and what that proves. */
export interface EvidenceControl {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly frameworks: Frameworks;
  /** Judges by id. */
  readonly judges: readonly string[];
  /** Residual risks by id. */
  readonly residual: string;
  readonly checks: readonly EvidenceCheck[];
}

/** What is watched, from the objects that say so. */
export interface EvidenceDetection {
  readonly object: string;
  readonly rules: readonly string[];
  readonly judges: readonly string[];
}

/** Ed25519 over the digest. */
export interface EvidenceSignature {
  readonly algorithm: 'ed25519';
  /** SHA-256 of the public key, DER. */
  readonly key: string;
  /** Base64. */
  readonly value: string;
}

/** What was made, what it was held against, and what that does not prove. */
export interface EvidencePack {
  readonly format: typeof FORMAT;
  /** SHA-256 of the texts of all rules. */
  readonly policySet: string;
  /** SHA-256 of each file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  readonly controls: readonly EvidenceControl[];
  /** Controls that nothing here is subject to. */
  readonly notApplicable: readonly string[];
  readonly detections: readonly EvidenceDetection[];
  readonly judges: Readonly<Record<string, string>>;
  readonly residuals: Readonly<Record<string, Residual>>;
  /** SHA-256 of everything above. */
  readonly digest: string;
  readonly signature?: EvidenceSignature;
}
