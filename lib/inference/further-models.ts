import { Size } from 'cdk8s';
import { Contribution, mergeContributions } from './contribution';
import { ModelSource } from './model-source';
import type { ModelVerification } from './model-verification';
import { GUARD_CONTAINER } from './model-verification/guard-container';
import { PodSizing } from './pod-options';
import { EngineProfile } from '../engines/engine-profile';
import { adapterArguments, DraftMethod, draftArguments } from '../engines/further-model-arguments';
import { FURTHER_MODEL_DIGESTS } from '../kubernetes/labels';
import { MANUAL_STEP, RESIDUAL_RISK } from '../objects/residual-annotations';
import { Problem } from '../private/problems';

/** A model beside the one that is served. It is mounted read-only, and verified before the engine reads it. */
export interface FurtherModelOptions {
  /** Where it lies, and its name, which no other model of the service has. */
  readonly source: ModelSource;

  /**
   * How it is verified.
   *
   * @default - as the model of the service, unless that is known by a digest: then an error
   */
  readonly verification?: ModelVerification;

  /**
   * Name of its file, for llama.cpp.
   *
   * @default model.gguf
   */
  readonly file?: string;
}

/** A LoRA adapter. With vLLM and SGLang callers choose it by its name, as a model; llama.cpp applies it to every request. */
export interface AdapterOptions extends FurtherModelOptions {}

/** A smaller model that proposes tokens, which the model of the service accepts or not (speculative decoding). */
export interface DraftModelOptions extends FurtherModelOptions {
  /**
   * How it proposes tokens.
   *
   * @default DraftMethod.MODEL
   */
  readonly method?: DraftMethod;

  /**
   * Tokens that it proposes at once, 1 to 16.
   *
   * @default 4
   */
  readonly tokens?: number;
}

/** The service that further models belong to. */
interface OwnerOfModels {
  readonly name: string;
  readonly namespace: string;
  readonly engine: { readonly profile: EngineProfile };
  readonly model: ModelSource;
  readonly sizing: PodSizing;
}

const MOST_TOKENS = 16;
const FILE = /^[A-Za-z0-9_][A-Za-z0-9._-]*\.gguf$/;

/** Adapters and draft model of a service. */
export class FurtherModels {
  private readonly entries: readonly { readonly as: string; readonly options: FurtherModelOptions }[];

  /**
   * @param adapters LoRA adapters
   * @param draft draft model
   * @param verification how the model of the service is verified
   */
  public constructor(
    private readonly adapters: readonly AdapterOptions[],
    private readonly draft: DraftModelOptions | undefined,
    private readonly verification: ModelVerification | undefined,
  ) {
    this.entries = [
      ...adapters.map((options, index) => ({ as: `adapter-${index + 1}`, options })),
      ...(draft ? [{ as: 'draft-model', options: draft }] : []),
    ];
  }

  /** Sources of the models. */
  public get sources(): ModelSource[] {
    return this.entries.map(({ options }) => options.source);
  }

  /** Sizes of all of them. */
  public get size(): Size {
    return Size.mebibytes(this.sources.reduce((sum, { size }) => sum + Math.ceil(size.toMebibytes()), 0));
  }

  /** Init containers that verify them. */
  public get guards(): string[] {
    return this.entries
      .filter(({ options }) => options.verification ?? this.verification)
      .map(({ as }) => `${GUARD_CONTAINER}-${as}`);
  }

  /** Arguments by which the engine loads them. */
  public arguments(profile: EngineProfile): string[] {
    const { adapters, draft } = this;
    const place = ({ source, file = 'model.gguf' }: FurtherModelOptions) => ({
      name: source.name,
      path: source.mountPath,
      file,
    });
    return [
      ...(profile.adapters ? adapterArguments(profile.adapters, adapters.map(place)) : []),
      ...(profile.draft && draft
        ? draftArguments(profile.draft, {
            ...place(draft),
            method: draft.method ?? DraftMethod.MODEL,
            tokens: draft.tokens ?? 4,
          })
        : []),
    ];
  }

  /** @internal */
  public _contribution({ name, namespace, sizing }: OwnerOfModels): Contribution {
    if (this.entries.length === 0) {
      return {};
    }
    const programs = new Set(this.verification ? [this.verification._programId] : []);
    const parts = this.entries.map(({ as, options }): Contribution => {
      const { source, verification = this.verification } = options;
      const mounted = source._mounted({ name, namespace }, as);
      if (verification === undefined) {
        return mounted;
      }
      const pods = { name, model: source, sizing };
      const isOwn = this.verification === undefined || verification._programId !== this.verification._programId;
      const volume = isOwn ? `${GUARD_CONTAINER}-${verification._programId}` : undefined;
      const check = verification._check(pods, { as, container: `${GUARD_CONTAINER}-${as}`, volume });
      const isNew = !programs.has(verification._programId);
      programs.add(verification._programId);
      return mergeContributions([mounted, isNew ? check : { initContainers: check.initContainers }]);
    });
    const digests = this.entries.flatMap(({ options: { source, verification } }) =>
      [verification?._digest ?? source._digest].filter((digest) => digest !== undefined),
    );
    return mergeContributions([
      ...parts,
      { annotations: digests.length === 0 ? {} : { [FURTHER_MODEL_DIGESTS]: digests.join(',') } },
    ]);
  }

  /** What evidence says of them, as annotations of the workload; none without them. */
  public get annotations(): Record<string, string> | undefined {
    const named = [
      ...this.adapters.map(({ source }) => `adapter ${source.name}`),
      ...(this.draft ? [`draft model ${this.draft.source.name}`] : []),
    ];
    return named.length === 0
      ? undefined
      : {
          [RESIDUAL_RISK]: `Serves with ${named.join(', ')}. Verification says what they are, not what they make the model answer.`,
          [MANUAL_STEP]: 'Record who evaluated the model with each of them.',
        };
  }

  /** @internal */
  public _problems({ engine: { profile }, model }: OwnerOfModels): Problem[] {
    return [
      ...this.checkSupport(profile),
      ...this.checkNames(model),
      ...this.entries.flatMap(({ options }) => this.checkOne(profile, options)),
      ...this.checkTokens(),
    ];
  }

  private checkSupport(profile: EngineProfile): Problem[] {
    const { method = DraftMethod.MODEL } = this.draft ?? {};
    const missing = [
      ...(this.adapters.length > 0 && !profile.adapters ? ['adapters'] : []),
      ...(this.draft && !profile.draft ? ['a draft model'] : []),
      ...(this.draft && profile.draft && !profile.draft.methods[method] ? [`the draft method ${method}`] : []),
    ];
    return missing.map((what) => ({
      what: `${profile.name} takes no such further model`,
      got: what,
      allowed: profile.draft ? `draft methods ${Object.keys(profile.draft.methods).join(', ')}` : 'none',
      fix: 'use another engine, or merge an adapter into the model',
    }));
  }

  private checkNames(model: ModelSource): Problem[] {
    const names = [model, ...this.sources].map(({ name }) => name);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    return [...new Set(twice)].map((name) => ({
      what: 'two models of a service have one name',
      got: name,
      allowed: 'a name for each: it is the directory below /models, and what callers ask for',
      fix: 'give the source another name',
    }));
  }

  private checkOne({ name, formats }: EngineProfile, { source, verification, file }: FurtherModelOptions): Problem[] {
    const problems = [...source._problems(), ...(verification?._problems() ?? [])];
    if (!formats.includes(source.format)) {
      problems.push({
        what: `format of ${source.name} is not one that ${name} loads safely`,
        got: source.format,
        allowed: formats.join(', '),
        fix: 'convert it',
      });
    }
    if (file !== undefined && !FILE.test(file)) {
      problems.push({
        what: `file of ${source.name} is not a GGUF file in its directory`,
        got: file,
        allowed: 'letters, digits, dots, dashes and underscores, then .gguf',
        fix: 'name the file only',
      });
    }
    if (verification === undefined && this.verification?._digest !== undefined) {
      problems.push({
        what: `${source.name} would be held against the digest of the model of the service`,
        got: 'no verification of its own',
        allowed: 'verification: ModelVerification.digest(…) with the digest of this model, or another kind',
        fix: 'take the digest that `ack-secure-inference model manifest --digest <directory>` writes',
      });
    }
    return problems;
  }

  private checkTokens(): Problem[] {
    const { tokens = 1 } = this.draft ?? {};
    return Number.isInteger(tokens) && tokens >= 1 && tokens <= MOST_TOKENS
      ? []
      : [
          {
            what: 'tokens of the draft model are out of bounds',
            got: tokens,
            allowed: `a whole number from 1 to ${MOST_TOKENS}`,
            fix: 'leave it out for 4',
          },
        ];
  }
}
