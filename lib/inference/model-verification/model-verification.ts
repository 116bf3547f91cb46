import { CheckedPods, CheckNames } from './checked-pods';
import { GUARD_CONTAINER } from './guard-container';
import { checkDigest } from './model-digest';
import { modelGuardProgram, PROGRAM_FILE } from './model-guard-program';
import {
  CertificateSignedModelOptions,
  KeylessSignedModelOptions,
  KeySignedModelOptions,
  ModelCheckOptions,
  ModelDigestOptions,
  SignedModelOptions,
} from './options';
import { checkIdentity, checkKeyless, checkSignerKey } from './signer-checks';
import { checkImage } from '../../kubernetes/container-image';
import { containerSecurityContext } from '../../kubernetes/hardened-pod';
import { checkCertificates, pemText } from '../../kubernetes/image-verification/signature-key';
import { MODEL_DIGEST, NOT_SUBSTITUTED } from '../../kubernetes/labels';
import { contentHash } from '../../private/content-hash';
import { Problem } from '../../private/problems';
import { checkTokens } from '../../private/tokens';
import { Contribution, EmittedObject } from '../contribution';
import { ModelFormat } from '../model-source';

/** A container that runs the program, with its volume and the ConfigMap that fills it. */
export interface GuardProgram {
  readonly container: object;
  readonly volume: object;
  readonly map: EmittedObject;
}

/** What a model is held against. */
interface Proof {
  /** Options of the program, for the directory of the model. */
  readonly args: (directory: string) => readonly string[];
  /** Files beside the program. */
  readonly files: Readonly<Record<string, string>>;
  readonly digest?: string;
  readonly problems: readonly Problem[];
}

/** What the ConfigMap holds. */
interface Filling {
  readonly content: object;
  /** Of what the user gave, and not of the program: a newer version of this library replaces the program in place. */
  readonly hash: string;
}

const VOLUME = 'model-guard';
const DIRECTORY = '/model-guard';
const PROGRAM = `${DIRECTORY}/${PROGRAM_FILE}`;
const KEY_FILE = 'signer.pub';
const ROOTS_FILE = 'roots.pem';
const TRUSTED_ROOT_FILE = 'trusted_root.json';
const DEFAULT_SIGNATURE = 'model.sig';
/** Where distroless images have Node. */
export const NODE = '/nodejs/bin/node';
/** Files are hashed in parallel, by no more threads than that. */
export const MOST_CPUS = 8;
/** A tokenizer of 40 MiB is read as a whole; weights never are. */
const MEMORY_MIB = 1024;
const LOGS_MIB = 16;

/**
 * How the model is checked before the engine reads it: by an init container that runs `ack-secure-inference model verify`
 * on the mounted directory. It is hardened like the engine, gets no GPU and no token and needs no network. Where it
 * refuses a file, the pod does not start, and its status names file and reason.
 *
 * Every way looks into every file: pickles, code, archives, remote code in configurations, templates that do more than
 * format, links, and weights in another format than the declared one are refused.
 *
 * What is checked is what lies there at the start: whoever may write to the volume can change it afterwards.
 */
export class ModelVerification {
  /**
   * Looks into files without hashing them. Costs seconds at every start, whatever the size of the weights. It tells
   * whether a model is safe to read, not whether it is the one that was meant.
   *
   * @param options image of Node
   */
  public static headers(options: ModelCheckOptions): ModelVerification {
    return new ModelVerification(options, { args: () => ['--headers-only'], files: {}, problems: [] });
  }

  /**
   * Also hashes every file and compares the whole with a digest. Costs one reading of the model at every start, files in
   * parallel: 50 GB take about a minute from a local disk, and eight at 100 MB/s from object storage.
   *
   * @param options image of Node and digest
   */
  public static digest(options: ModelDigestOptions): ModelVerification {
    const { digest } = options;
    return new ModelVerification(options, {
      args: () => [`--digest=${digest}`],
      files: {},
      digest,
      problems: checkDigest(digest),
    });
  }

  /**
   * Also hashes every file and compares them with what a key signed (OpenSSF Model Signing, `model_signing sign key`).
   * Costs as much as `digest`.
   *
   * @param options image of Node, key and signature
   */
  public static signedByKey(options: KeySignedModelOptions): ModelVerification {
    const { publicKey } = options;
    return new ModelVerification(options, {
      args: (directory) => [signatureOption(directory, options), `--public-key=${DIRECTORY}/${KEY_FILE}`],
      files: { [KEY_FILE]: pemText(publicKey) },
      problems: [...checkSignature(options), ...checkSignerKey(publicKey)],
    });
  }

  /**
   * Also hashes every file and compares them with what somebody signed whom a certificate authority vouches for
   * (`model_signing sign certificate`). Costs as much as `digest`.
   *
   * @param options image of Node, roots, identity and signature
   */
  public static signedByCertificate(options: CertificateSignedModelOptions): ModelVerification {
    const { roots, identity } = options;
    return new ModelVerification(options, {
      args: (directory) => [
        signatureOption(directory, options),
        `--certificate-chain=${DIRECTORY}/${ROOTS_FILE}`,
        `--certificate-identity=${identity}`,
      ],
      files: { [ROOTS_FILE]: roots.map(pemText).join('') },
      problems: [...checkSignature(options), ...checkCertificates(roots), ...checkIdentity(identity)],
    });
  }

  /**
   * Also hashes every file and compares them with what an identity signed through Sigstore (`model_signing sign sigstore`):
   * its certificate lived for minutes, and a transparency log says that the signature was made then. Costs as much as
   * `digest`.
   *
   * @param options image of Node, trusted root, identity, issuer and signature
   */
  public static signedKeyless(options: KeylessSignedModelOptions): ModelVerification {
    const { trustedRoot, identity, issuer } = options;
    return new ModelVerification(options, {
      args: (directory) => [
        signatureOption(directory, options),
        `--trusted-root=${DIRECTORY}/${TRUSTED_ROOT_FILE}`,
        `--certificate-identity=${identity}`,
        `--certificate-oidc-issuer=${issuer}`,
      ],
      files: { [TRUSTED_ROOT_FILE]: trustedRoot },
      problems: [...checkSignature(options), ...checkIdentity(identity), ...checkKeyless(trustedRoot, issuer)],
    });
  }

  /** The program is large, and the same for every service. */
  private filled?: Filling;

  private constructor(
    private readonly options: ModelCheckOptions,
    private readonly proof: Proof,
  ) {}

  /**
   * What the pods of a service need.
   *
   * @internal
   */
  public _contribution(pods: CheckedPods): Contribution {
    const { digest } = this.proof;
    return {
      annotations: digest === undefined ? {} : { [MODEL_DIGEST]: digest },
      ...this._check(pods, { container: GUARD_CONTAINER }),
    };
  }

  /**
   * A container that checks a model, with the program.
   *
   * @internal
   */
  public _check(
    { name, model, sizing }: CheckedPods,
    { as, container: called, volume: own }: CheckNames,
  ): Contribution {
    const cpu = Math.min(sizing.cpu, MOST_CPUS);
    const { container, volume, map } = this._program(name, cpu, [model._mount(as)], own);
    const args = [
      PROGRAM,
      'verify',
      model.mountPath,
      ...this.common(model.format),
      ...this.proof.args(model.mountPath),
    ];
    return {
      initContainers: [{ name: called, ...container, args }],
      volumes: [volume],
      objects: [map],
    };
  }

  /**
   * A container that runs the program, all but its name and arguments.
   *
   * @internal
   */
  public _program(owner: string, cpu: number, mounts: object[], volume = VOLUME): GuardProgram {
    const { content, hash } = this.filling;
    const name = `${owner}-${VOLUME}-${hash}`;
    const resources = { cpu: String(cpu), memory: `${MEMORY_MIB}Mi`, 'ephemeral-storage': `${LOGS_MIB}Mi` };
    return {
      container: {
        image: this.options.image,
        imagePullPolicy: 'IfNotPresent',
        command: [NODE],
        resources: { requests: resources, limits: resources },
        securityContext: containerSecurityContext(),
        // file and reason show in the status of the pod
        terminationMessagePolicy: 'FallbackToLogsOnError',
        volumeMounts: [...mounts, { name: volume, mountPath: DIRECTORY, readOnly: true }],
      },
      volume: { name: volume, configMap: { name, defaultMode: 0o444 } },
      map: { apiVersion: 'v1', kind: 'ConfigMap', name, annotations: NOT_SUBSTITUTED, body: content },
    };
  }

  /**
   * Arguments that publish a model: its digest always has to hold, and whatever else is asked.
   *
   * @internal
   */
  public _publishArgs(from: string, to: string, format: ModelFormat, digest: string): string[] {
    const isSigned = Object.keys(this.proof.files).length > 0;
    const proofs = [`--digest=${digest}`, ...(isSigned ? this.proof.args(from) : [])];
    return [PROGRAM, 'publish', from, `--to=${to}`, `--when=${from}.fetched`, ...this.common(format), ...proofs];
  }

  /**
   * The same for verifications that need the same files beside the program.
   *
   * @internal
   */
  public get _programId(): string {
    return this.filling.hash;
  }

  private get filling(): Filling {
    this.filled ??= fill(this.proof.files);
    return this.filled;
  }

  /**
   * Digest that the model must have, if it is known by that.
   *
   * @internal
   */
  public get _digest(): string | undefined {
    return this.proof.digest;
  }

  /** @internal */
  public _problems(): Problem[] {
    const { image, operatorDomains = [], templates = [], files = [] } = this.options;
    return [
      ...checkTokens('model verification', this.options),
      ...checkImage('image of the model verification', image),
      ...operatorDomains.filter((domain) => !/^[\w.-]+$/.test(domain)).map(notDomain),
      ...templates.filter(isNoDigest).map((template) => notDigest('chat template', template)),
      ...files.filter(isNoDigest).map((file) => notDigest('file', file)),
      ...this.proof.problems,
    ];
  }

  private common(format: ModelFormat): string[] {
    const { operatorDomains = [], templates = [], files = [] } = this.options;
    return [
      `--weights=${format}`,
      ...operatorDomains.map((domain) => `--allow-operator-domain=${domain}`),
      ...templates.map((template) => `--allow-template=${template}`),
      ...files.map((file) => `--allow-file=${file}`),
    ];
  }
}

function fill(files: Proof['files']): Filling {
  const program = Buffer.from(modelGuardProgram()).toString('base64');
  const data = Object.keys(files).length > 0 ? { data: files } : {};
  // as binaryData, since Helm and Flux would replace what looks like theirs in a program
  return { content: { binaryData: { [PROGRAM_FILE]: program }, ...data }, hash: contentHash(files) };
}

function signatureOption(directory: string, { signature = DEFAULT_SIGNATURE }: SignedModelOptions): string {
  return `--signature=${directory}/${signature}`;
}

function checkSignature({ signature = DEFAULT_SIGNATURE }: SignedModelOptions): Problem[] {
  return signature !== '' && !signature.startsWith('/') && !signature.split('/').includes('..')
    ? []
    : [
        {
          what: 'signature of the model is not in its directory',
          got: signature,
          allowed: 'a relative path without ".."',
          fix: `put it there, for example as ${DEFAULT_SIGNATURE}`,
        },
      ];
}

function notDomain(domain: string): Problem {
  return {
    what: 'invalid operator domain',
    got: domain,
    allowed: 'a name such as com.microsoft',
    fix: 'take the domain that the refusal of the model names',
  };
}

function isNoDigest(text: string): boolean {
  return !/^[0-9a-f]{64}$/.test(text);
}

function notDigest(what: string, got: string): Problem {
  return {
    what: `${what} is not named by its digest`,
    got,
    allowed: '64 hex digits',
    fix: `take the digest that the refusal of the ${what.split(' ').at(-1)} names`,
  };
}
