import { join } from 'node:path';
import { IConstruct } from 'constructs';
import { controlsOf, Synthesized } from './controls';
import { detectionsOf } from './detections';
import { EVIDENCE_FILE, fileDigests, packDigest, policySetDigest, signDigest } from './digest';
import { JUDGES } from './judges';
import { EvidencePack, FORMAT } from './pack';
import { RESIDUALS } from './residuals';
import { statedResiduals } from './stated-residuals';
import { verifyEvidence } from './verify';
import { describe } from '../../private/problems';
import { writeAllOrNone } from '../../private/whole-files';
import type { CheckOptions } from '../synthesis/check-options';
import { findingOf, locate } from '../synthesis/located';
import { rulesFor } from '../synthesis/rules-for';
import { synthesizedOf } from '../synthesis/synthesized';

/** Options of evidence. */
export interface EvidenceOptions {
  /**
   * File with a private key for Ed25519 (PEM), which signs the evidence.
   *
   * @default - it is not signed
   */
  readonly signingKeyFile?: string;

  /**
   * Options of the checks. Give the same as to `Checks.enforceOn`.
   *
   * @default - those of the checks
   */
  readonly checks?: CheckOptions;
}

/** Options of the verification of evidence. */
export interface VerifyEvidenceOptions {
  /**
   * File with the public key (PEM) that the evidence must be signed with.
   *
   * @default - the signature is not looked at
   */
  readonly publicKeyFile?: string;
}

/**
 * What was synthesized, which controls hold on which fields, what they do not prove, and the digest of every file: one
 * `evidence.json` for an auditor.
 */
export class Evidence {
  /**
   * Writes `evidence.json` into the folder that apps were synthesized to. Call it after `synth()`: what is digested are
   * the files.
   *
   * @param scopes apps, charts or stacks whose files lie in the folder
   * @param folder folder of the files
   * @param options key and checks
   * @returns path of the file
   * @throws if the folder holds no files, or the key is none for Ed25519
   */
  public static write(scopes: IConstruct[], folder: string, options: EvidenceOptions = {}): string {
    const files = fileDigests(folder);
    if (Object.keys(files).length === 0) {
      throw new Error(
        describe({
          what: 'folder holds no files to give evidence of',
          got: folder,
          allowed: 'the folder that the apps were synthesized to',
          fix: 'call synth() first',
        }),
      );
    }
    const content = { files, ...contentOf(scopes, options.checks) };
    const digest = packDigest(content);
    const signature = options.signingKeyFile === undefined ? undefined : signDigest(digest, options.signingKeyFile);
    const path = join(folder, EVIDENCE_FILE);
    writeAllOrNone({ [path]: `${JSON.stringify({ ...content, digest, signature }, undefined, 1)}\n` });
    return path;
  }

  /**
   * Everything by which a folder differs from its `evidence.json`: files that were changed, added or taken away, evidence
   * that was changed, other rules than those of this version, another key.
   *
   * @param folder folder with `evidence.json`
   * @param options key
   * @returns one text for each difference; none if there is no difference
   */
  public static verify(folder: string, options: VerifyEvidenceOptions = {}): string[] {
    return verifyEvidence(folder, options.publicKeyFile).map(describe);
  }
}

function contentOf(scopes: IConstruct[], options?: CheckOptions): Omit<EvidencePack, 'files' | 'digest' | 'signature'> {
  const synthesized = scopes.map((scope): Synthesized => {
    const output = synthesizedOf(scope);
    const findings = locate(scope, output, { registries: options?.registries }, rulesFor(options ?? {})).map(findingOf);
    return { ...output, findings };
  });
  const whole = {
    objects: synthesized.flatMap(({ objects }) => objects),
    stacks: synthesized.flatMap(({ stacks }) => stacks),
    findings: synthesized.flatMap(({ findings }) => findings),
  };
  const controls = controlsOf(whole);
  return {
    format: FORMAT,
    policySet: policySetDigest(),
    controls: controls.filter(({ checks }) => checks.length > 0),
    notApplicable: controls.filter(({ checks }) => checks.length === 0).map(({ id }) => id),
    detections: detectionsOf(
      whole.objects.map(({ manifest }) => manifest),
      whole.stacks.flatMap(({ resources }) => resources),
    ),
    judges: JUDGES,
    residuals: { ...RESIDUALS, ...statedResiduals(whole.objects.map(({ manifest }) => manifest)) },
  };
}
