import {
  AdvisoryWaiver,
  checkArguments,
  checkEnvironment,
  checkFit,
  checkModelFile,
  checkRefusedImages,
  checkTasks,
  checkVersion,
  EngineProfile,
  llamaCpp,
  ModelTask,
  NIM,
  SGLANG,
  TGI,
  TaskContext,
  triton,
  VLLM,
} from '../engines';
import { withNewer } from '../engines/newer-advisories';
import { checkImage } from '../kubernetes/container-image';
import { advisoriesIn } from '../objects/advisories-file';
import { Problem } from '../private/problems';
import { checkSecrets } from '../private/secrets';

/** What runs an engine. */
export interface EngineOptions {
  /** Image by digest, in a registry that you control: `<registry>/<repository>@sha256:<digest>`. */
  readonly image: string;

  /** Version of the engine in the image, for example `0.33.0`. It decides which flags exist and which advisories apply. */
  readonly version: string;

  /**
   * Further arguments. They are parsed; what weakens the engine is refused with the reason.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Further environment variables. Secrets belong in files, and what the library sets may not be replaced.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Advisories that are accepted for a while although the version has no fix.
   *
   * @default - none
   */
  readonly waivers?: AdvisoryWaiver[];

  /**
   * File of advisories that are newer than the library, as `check --advisories` reads it; from the working directory.
   *
   * @default - the advisories that the library knows
   */
  readonly advisories?: string;
}

/** What runs llama.cpp. */
export interface LlamaCppOptions extends EngineOptions {
  /**
   * Name of the GGUF file in the directory of the model; of a model in parts, the first one.
   *
   * @default model.gguf
   */
  readonly modelFile?: string;
}

/** What runs Triton. */
export interface TritonOptions extends EngineOptions {
  /**
   * Whether callers may use gRPC (port 8001) beside HTTP: inference, and whether and with which inputs the model is ready.
   *
   * @default false
   */
  readonly grpc?: boolean;
}

/** The service that an engine runs. */
interface ServiceOfEngine {
  readonly tasks?: readonly ModelTask[];
  readonly gpus: number;
  readonly workload: { readonly nodes: number };
}

/** The server that runs the model. Everything that depends on the product is data in its profile. */
export class InferenceEngine {
  /**
   * VLLM, https://docs.vllm.ai
   *
   * @param options image, version, further arguments
   */
  public static vllm(options: EngineOptions): InferenceEngine {
    return new InferenceEngine(VLLM, options);
  }

  /**
   * SGLang, https://docs.sglang.ai
   *
   * Requests may name media by `file://`, and SGLang opens the file. Mount nothing into its pods that callers may not read.
   *
   * @param options image, version, further arguments
   */
  public static sglang(options: EngineOptions): InferenceEngine {
    return new InferenceEngine(SGLANG, options);
  }

  /**
   * NVIDIA Triton Inference Server with an ONNX model, https://github.com/triton-inference-server/server
   *
   * The volume holds `config.pbtxt` and the versions of one model. Triton loads backend libraries and Python files that lie
   * there: verify it like code, and use an image that has no other backend than ONNX Runtime.
   *
   * @param options image, release of the container (`26.09`), gRPC, further arguments
   */
  public static triton(options: TritonOptions): InferenceEngine {
    return new InferenceEngine(triton(options.grpc ?? false), options);
  }

  /**
   * NVIDIA NIM for large language models with vLLM inside, https://docs.nvidia.com/nim/large-language-models
   *
   * The model is mounted and nothing is downloaded, so that the server needs no key of NVIDIA's registry. Fill the volume in
   * a job of its own, which has the key.
   *
   * @param options image, release of NIM (`2.1.6`), further arguments of vLLM
   */
  public static nim(options: EngineOptions): InferenceEngine {
    return new InferenceEngine(NIM, options);
  }

  /**
   * Text Generation Inference, https://github.com/huggingface/text-generation-inference. It is in maintenance mode, which a
   * warning says, and its official images run as root only, so that they are refused: rebuild them.
   *
   * @param options image, version, further arguments
   */
  public static tgi(options: EngineOptions): InferenceEngine {
    return new InferenceEngine(TGI, options);
  }

  /**
   * `llama-server` of llama.cpp, https://github.com/ggml-org/llama.cpp, for quantized models, with or without GPUs.
   *
   * @param options image, version, file of the model, further arguments
   */
  public static llamaCpp(options: LlamaCppOptions): InferenceEngine {
    const { modelFile = 'model.gguf' } = options;
    return new InferenceEngine(llamaCpp(modelFile), options, checkModelFile(modelFile));
  }

  /**
   * An engine that the library does not know. It is as safe as its profile says.
   *
   * @param profile what the library must know of it
   * @param options image, version, further arguments
   */
  public static custom(profile: EngineProfile, options: EngineOptions): InferenceEngine {
    return new InferenceEngine(profile, options);
  }

  private constructor(
    /** What the library knows of the engine. */
    public readonly profile: EngineProfile,
    private readonly options: EngineOptions,
    private readonly problems: Problem[] = [],
  ) {
    if (profile.deprecated !== undefined) {
      process.emitWarning(profile.deprecated, { code: 'SECURE_INFERENCE_LEGACY_ENGINE' });
    }
  }

  /** Image by digest. */
  public get image(): string {
    return this.options.image;
  }

  /** Version of the engine. */
  public get version(): string {
    return this.options.version;
  }

  /** Further arguments. */
  public get args(): string[] {
    return [...(this.options.args ?? [])];
  }

  /** Further environment variables. */
  public get environment(): { [name: string]: string } {
    return { ...this.options.environment };
  }

  /**
   * What decides the tasks of a service.
   *
   * @internal
   */
  public _taskContext(tasks?: readonly ModelTask[]): TaskContext {
    return { version: this.version, args: this.args, environment: this.environment, tasks };
  }

  /** @internal */
  public _problems({ tasks, gpus, workload }: ServiceOfEngine): Problem[] {
    return [
      ...this.problems,
      ...checkImage('image', this.image),
      ...checkRefusedImages(this.profile, this.image),
      ...this.versionProblems(),
      ...checkArguments(this.profile, this.args),
      ...checkFit(this.profile, this.args, { version: this.version, gpus, nodes: workload.nodes }),
      ...checkTasks(this.profile, this._taskContext(tasks)),
      ...checkEnvironment(this.profile, this.options.environment ?? {}),
      ...checkSecrets(this.freeTexts()),
    ];
  }

  private versionProblems(): Problem[] {
    const { advisories: file, waivers = [] } = this.options;
    try {
      const newer = file === undefined ? [] : advisoriesIn(file);
      return checkVersion({ ...this.profile, advisories: withNewer(this.profile, newer) }, this.version, waivers);
    } catch (error) {
      const what = `advisories cannot be read: ${(error as Error).message}`;
      return [{ what, got: file, allowed: 'a file as check --advisories reads it', fix: 'correct the file' }];
    }
  }

  private freeTexts(): { [where: string]: string } {
    const env = Object.entries(this.options.environment ?? {}).map(([name, value]) => [`variable ${name}`, value]);
    return Object.fromEntries([...env, ...this.args.map((arg, index) => [`argument ${index + 1}`, arg])]);
  }
}
