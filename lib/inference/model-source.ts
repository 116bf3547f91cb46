import { Size } from 'cdk8s';
import { Contribution } from './contribution';
import { checkDigest } from './model-verification/model-digest';
import { claimedVolume, csiVolume, imageVolume, ModelVolume, VolumeOwner } from './model-volume';
import { MODEL_DIGEST } from '../kubernetes/labels';
import { internalOssEndpoint } from '../private/oss-endpoint';
import { Problem } from '../private/problems';
import { checkTokens } from '../private/tokens';

/** A model format that holds data only. Formats that run code when they are read, such as pickle, do not exist here. */
export enum ModelFormat {
  /** Tensors of Hugging Face models, https://github.com/huggingface/safetensors */
  SAFETENSORS = 'safetensors',

  /** Open Neural Network Exchange graphs. */
  ONNX = 'onnx',

  /** Quantized models of llama.cpp. */
  GGUF = 'gguf',
}

/** What is known of a model, wherever it lies. */
export interface ModelOptions {
  /** Name that callers use, for example `qwen3-8b`. It names the mount path `/models/<name>`. */
  readonly name: string;

  /** Format of the weights. */
  readonly format: ModelFormat;

  /** Size of the weights. The startup probe waits as long as reading them may take. */
  readonly size: Size;
}

/** A model on a volume that something else filled. */
export interface PvcModelOptions extends ModelOptions {
  /** Name of the PersistentVolumeClaim, in the namespace of the service. */
  readonly claimName: string;

  /**
   * Directory in the volume that holds the model.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string;

  /**
   * Digest that the model was verified by before it came to the volume, `sha256:<hex>`. Pods carry it as an annotation, by
   * which admission policies know it.
   *
   * @default - none
   */
  readonly digest?: string;
}

/** A model in Object Storage Service. */
export interface OssModelOptions extends ModelOptions {
  /** Bucket. */
  readonly bucket: string;

  /** Directory in the bucket that holds the model, for example `qwen3-8b/v1`. */
  readonly prefix: string;

  /** Region of the bucket, for example `cn-hangzhou`. It is reached inside the VPC. */
  readonly region: string;

  /**
   * Name of the RAM role that may read the prefix. Who assumes it is not the service but the driver's FUSE pod: its trust
   * policy names `system:serviceaccount:ack-csi-fuse:<fuseServiceAccount>`.
   */
  readonly roleName: string;

  /**
   * Service account of the FUSE pod, in the namespace `ack-csi-fuse`. One of its own keeps models of different teams apart.
   *
   * @default csi-fuse-ossfs
   */
  readonly fuseServiceAccount?: string;
}

/** A model in Network Attached Storage, mounted by the CSI driver of ACK. */
export interface NasModelOptions extends ModelOptions {
  /** Mount target, for example `0123456789-abc12.cn-hangzhou.nas.aliyuncs.com`. */
  readonly server: string;

  /** Directory that holds the model, absolute. */
  readonly path: string;
}

/** A model as an OCI artifact. */
export interface OciModelOptions extends ModelOptions {
  /** Artifact by digest: `<registry>/<repository>@sha256:<digest>`. */
  readonly reference: string;
}

/** Service account of the OSS driver's FUSE pods unless a volume names another. Source: ACK documentation, ossfs with RRSA. */
const FUSE_SERVICE_ACCOUNT = 'csi-fuse-ossfs';

/** Volume of the model that is served. */
const VOLUME = 'model';

/** Where the weights come from. They are always mounted read-only. */
export class ModelSource {
  /**
   * A model on an existing PersistentVolumeClaim.
   *
   * @param options claim, directory and model
   */
  public static pvc(options: PvcModelOptions): ModelSource {
    return new ModelSource(options, claimedVolume(options.claimName), options);
  }

  /**
   * A model in Object Storage Service, mounted by ACK's CSI driver with a RAM role instead of keys.
   *
   * @param options bucket, role and model
   */
  public static oss(options: OssModelOptions): ModelSource {
    const volumeAttributes = {
      bucket: options.bucket,
      path: `/${options.prefix.replace(/^\/|\/$/g, '')}`,
      url: internalOssEndpoint(options.region),
      authType: 'rrsa',
      roleName: options.roleName,
      serviceAccountName: options.fuseServiceAccount ?? FUSE_SERVICE_ACCOUNT,
      // The mount belongs to the FUSE pod; without these the engine's user may not read it.
      otherOpts: '-o allow_other -o umask=0222 -o ro',
    };
    const csi = { driver: 'ossplugin.csi.alibabacloud.com', volumeAttributes };
    return new ModelSource(options, csiVolume(csi, { storage: quantity(options.size), problems: checkOss(options) }));
  }

  /**
   * A model in Network Attached Storage, mounted by the CSI driver of ACK.
   *
   * @param options mount target, directory and model
   */
  public static nas(options: NasModelOptions): ModelSource {
    const csi = {
      driver: 'nasplugin.csi.alibabacloud.com',
      volumeAttributes: { server: options.server, path: options.path },
    };
    const volume = csiVolume(csi, {
      storage: quantity(options.size),
      mountOptions: ['ro', 'nolock,tcp,noresvport', 'vers=3'],
      problems: checkNas(options),
    });
    return new ModelSource(options, volume);
  }

  /**
   * A model as an OCI artifact, pulled and mounted like an image. Needs Kubernetes 1.35.
   *
   * @param options artifact and model
   */
  public static ociImage(options: OciModelOptions): ModelSource {
    return new ModelSource(options, imageVolume(options.reference));
  }

  /** Name that callers use. */
  public readonly name: string;

  /** Format of the weights. */
  public readonly format: ModelFormat;

  /** Size of the weights. */
  public readonly size: Size;

  /** Directory in the container that holds the weights. */
  public readonly mountPath: string;

  private constructor(
    private readonly options: ModelOptions,
    private readonly volume: ModelVolume,
    private readonly place: Pick<PvcModelOptions, 'subPath' | 'digest'> = {},
  ) {
    this.name = options.name;
    this.format = options.format;
    this.size = options.size;
    this.mountPath = `/models/${options.name}`;
  }

  /** Whether the kubelet pulls and mounts it like an image. */
  public get isImage(): boolean {
    return this.volume.isImage;
  }

  /**
   * How a container mounts it.
   *
   * @internal
   */
  public _mount(volume = VOLUME): object {
    return { name: volume, mountPath: this.mountPath, readOnly: true, subPath: this.place.subPath };
  }

  /**
   * Digest that it was verified by before it came to its volume.
   *
   * @internal
   */
  public get _digest(): string | undefined {
    return this.place.digest;
  }

  /**
   * What mounts it under a name of a volume.
   *
   * @internal
   */
  public _mounted(owner: VolumeOwner, volume: string): Contribution {
    return {
      volumes: [{ name: volume, ...this.volume.volume(owner) }],
      mounts: [this._mount(volume)],
      objects: this.volume.objects(owner),
    };
  }

  /** @internal */
  public _contribution(owner: VolumeOwner): Contribution {
    const { digest } = this.place;
    return {
      annotations: digest === undefined ? {} : { [MODEL_DIGEST]: digest },
      ...this._mounted(owner, VOLUME),
    };
  }

  /** @internal */
  public _problems(): Problem[] {
    return [
      ...checkTokens('model source', this.options),
      ...this.volume.problems(),
      ...checkModelName(this.name),
      ...checkSubPath(this.place.subPath),
      ...(this.place.digest === undefined ? [] : checkDigest(this.place.digest)),
    ];
  }
}

function quantity(size: Size): string {
  return `${Math.ceil(size.toMebibytes())}Mi`;
}

function checkModelName(name: string): Problem[] {
  if (/^[a-z0-9]([-._a-z0-9]*[a-z0-9])?$/i.test(name) && name.length <= 63 && !name.includes('..')) {
    return [];
  }
  return [
    {
      what: 'model name is not a directory name',
      got: name,
      allowed: 'at most 63 letters, digits, dots, dashes and underscores',
      fix: 'give a name such as "qwen3-8b"; it becomes /models/<name> and the name that callers use',
    },
  ];
}

function checkSubPath(subPath: string | undefined): Problem[] {
  if (subPath === undefined || (!subPath.startsWith('/') && !subPath.split('/').includes('..'))) {
    return [];
  }
  return [
    {
      what: 'model directory leaves its volume',
      got: subPath,
      allowed: 'a relative path without ".."',
      fix: 'give the path from the root of the volume, without a leading slash',
    },
  ];
}

/** Source: ACK documentation: the annotation and the volume take the name of the role, and an ARN fails when it mounts. */
function checkOss(options: OssModelOptions): Problem[] {
  const rules: [string, string, RegExp, string, string][] = [
    [
      'bucket',
      options.bucket,
      /^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/,
      'a bucket name',
      'give the name without oss:// or host',
    ],
    [
      'bucket prefix',
      options.prefix,
      /^\/?[^/].*$/,
      'a directory',
      'name the directory: the root would mount every model',
    ],
    [
      'region',
      options.region,
      /^[a-z]{2}-[a-z0-9-]+$/,
      'a region id such as cn-hangzhou',
      'give the id, not the endpoint',
    ],
    ['RAM role', options.roleName, /^[A-Za-z0-9.-]{1,64}$/, 'the name of a role', 'give the name, not the ARN'],
  ];
  return rules
    .filter(([, value, pattern]) => !pattern.test(value) || value.includes('..'))
    .map(([what, got, , allowed, fix]) => ({ what: `${what} of the model is not one`, got, allowed, fix }));
}

function checkNas(options: NasModelOptions): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z0-9.-]+\.aliyuncs\.com$/.test(options.server)) {
    problems.push({
      what: 'mount target of the model is not one of NAS',
      got: options.server,
      allowed: '<file system>-<id>.<region>.nas.aliyuncs.com',
      fix: 'copy it from the file system, without a path',
    });
  }
  if (!options.path.startsWith('/') || options.path.split('/').includes('..')) {
    problems.push({
      what: 'directory of the model is not absolute',
      got: options.path,
      allowed: 'a path that starts with a slash, without ".."',
      fix: 'give the path on the file system',
    });
  }
  return problems;
}
