import { Size } from 'cdk8s';
import { checkName } from '../kubernetes/names';
import { Problem } from '../private/problems';

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
}

/** Where the weights come from. They are always mounted read-only. */
export class ModelSource {
  /**
   * A model on an existing PersistentVolumeClaim.
   *
   * @param options claim, directory and model
   */
  public static pvc(options: PvcModelOptions): ModelSource {
    const volume = { persistentVolumeClaim: { claimName: options.claimName, readOnly: true } };
    return new ModelSource(options, volume, options.subPath, checkName('claim name', options.claimName));
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
    options: ModelOptions,
    private readonly volume: object,
    private readonly subPath: string | undefined,
    private readonly problems: Problem[],
  ) {
    this.name = options.name;
    this.format = options.format;
    this.size = options.size;
    this.mountPath = `/models/${options.name}`;
  }

  /** @internal */
  public _volume(): object {
    return { name: 'model', ...this.volume };
  }

  /** @internal */
  public _mount(): object {
    return { name: 'model', mountPath: this.mountPath, readOnly: true, subPath: this.subPath };
  }

  /** @internal */
  public _problems(): Problem[] {
    return [...this.problems, ...checkModelName(this.name), ...checkSubPath(this.subPath)];
  }
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
