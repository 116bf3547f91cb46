import { ImageUser, RefusedImage } from './engine-image';
import { EngineHealth, EnginePort, EngineRoute } from './engine-traffic';
import { AdapterArguments, DraftArguments } from './further-model-arguments';
import { ModelTask, TaskSetting } from './model-task';
import { SettingDanger } from './setting-danger';
import { NumericRange, Parallelism } from './start-facts';
import { WritablePath } from './writable-path';

/** A flag or variable that the library refuses, whoever sets it. */
export interface RefusedSetting {
  /**
   * Name: `--trust-remote-code` or `VLLM_SERVER_DEV_MODE`. A flag may go on with the key of a JSON value,
   * `--kv-transfer-config.kv_connector_module_path`; a variable may end with `*`.
   */
  readonly name: string;

  /**
   * Other spellings that the engine takes, for example `-tp`.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * Refused only when it has one of these values.
   *
   * @default - refused with any value
   */
  readonly values?: string[];

  /**
   * Values with which it is not refused.
   *
   * @default - none
   */
  readonly allowedValues?: string[];

  /**
   * Regular expression of the whole values with which it is not refused, in the syntax of RE2.
   *
   * @default - none
   */
  readonly allowedPattern?: string;

  /**
   * Whether it is refused unless its values are paths in `/models/<name>`, where models are mounted read-only. A value may
   * have a name in front, `name=/models/name`.
   *
   * @default false
   */
  readonly inModels?: boolean;

  /**
   * Names that a variable ending with `*` does not stand for.
   *
   * @default - none
   */
  readonly except?: string[];

  /**
   * What it does, which decides the rule that finds it in manifests. Rules are made of the engines of the library only.
   *
   * @default - the setting is refused in constructs only
   */
  readonly danger?: SettingDanger;

  /** What it would open. */
  readonly reason: string;
}

/** A published security advisory. */
export interface EngineAdvisory {
  /** Identifier, for example `CVE-2026-47155`. */
  readonly id: string;

  /** First version that has the fix. */
  readonly fixedIn: string;

  /** What it allows. */
  readonly summary: string;

  /**
   * Address where it is published.
   *
   * @default - by its identifier, at GitHub for `GHSA-`, else at the National Vulnerability Database
   */
  readonly source?: string;
}

/** A flag that the library sets. */
export interface EngineFlag {
  /** Flag with leading dashes. */
  readonly name: string;

  /**
   * Other spellings that the engine takes, for example `-tp`.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * Value. `${name}` is replaced by what the service knows: `port`, `cpus`, `gpus`, `modelPath`, `modelRoot` (the directory
   * that holds the directory of the model), `modelName`, `drainSeconds`, and the numbers of its abuse budget. A flag with
   * a number that the budget leaves open is left away.
   *
   * @default - a flag without a value
   */
  readonly value?: string;

  /**
   * First engine version that has the flag.
   *
   * @default - every supported version has it
   */
  readonly since?: string;

  /**
   * Tasks of a service for which it is set.
   *
   * @default - every task
   */
  readonly tasks?: ModelTask[];

  /**
   * Whether a user's own argument may replace it. A flag that protects may not be replaced.
   *
   * @default true
   */
  readonly replaceable?: boolean;

  /** What it is for. */
  readonly reason: string;
}

/** How an engine spreads one model over several nodes. */
export interface MultiNode {
  /** Flags of every pod of a group. Values may also name `nodes`, `leaderAddress` and `nodeRank`. */
  readonly flags: EngineFlag[];

  /** Further flags of pods that serve no requests. */
  readonly workerFlags: EngineFlag[];

  /**
   * Variable that takes the address of the pod, where the engine would guess one.
   *
   * @default - the engine needs none
   */
  readonly podAddressVariable?: string;
}

/** Metrics of what an engine works on, all from its own metrics endpoint. */
export interface EngineWorkMetrics {
  /** Gauge of the requests that are computed now. */
  readonly runningRequests: string;

  /** Counter of the tokens of prompts. */
  readonly promptTokens: string;

  /** Counter of the tokens of answers. */
  readonly generatedTokens: string;
}

/** Everything that the library must know of an engine, as data. */
export interface EngineProfile {
  /** Engine name, used as container name and `app.kubernetes.io/name`: lower case letters, digits and dashes. */
  readonly name: string;

  /** Version that flags, variables and routes were read from. Routes that a later one adds stay closed. */
  readonly describedVersion: string;

  /** Command of the container, without a shell; empty for that of the image. */
  readonly command: string[];

  /**
   * File names of the programs that it starts, beside its command and those that engines written in Python start. Rules for
   * run time take others for an intruder's.
   *
   * @default - none
   */
  readonly programs?: string[];

  /** Positional arguments that come first; may hold `${modelPath}`. */
  readonly positionals: string[];

  /** Flags that the library sets. */
  readonly flags: EngineFlag[];

  /**
   * Whether a value is an argument of its own, `--port 8000`; otherwise it follows the flag, `--port=8000`.
   *
   * @default false
   */
  readonly valuesApart?: boolean;

  /**
   * Whether memory for the context of every concurrent request is reserved at start. Then a context is only told where the
   * user names one.
   *
   * @default false
   */
  readonly reservesContext?: boolean;

  /** Environment that the library sets, with placeholders as in flags. It may not be replaced by the user. */
  readonly env: { [name: string]: string };

  /** Ports; the first serves HTTP. */
  readonly ports: EnginePort[];

  /** Routes. What is not listed is denied. */
  readonly routes: EngineRoute[];

  /**
   * Arguments that decide what a server can do.
   *
   * @default - none
   */
  readonly taskSettings?: TaskSetting[];

  /** Directories that the engine writes to. */
  readonly writablePaths: WritablePath[];

  /** Flags that are refused, beginnings of their names included, as engines take them. */
  readonly refusedFlags: RefusedSetting[];

  /**
   * Harmless flags whose names begin the name of a refused one, for example `--reasoning-parser` beside
   * `--reasoning-parser-plugin`. Engines prefer the whole name.
   *
   * @default - none
   */
  readonly wholeFlags?: string[];

  /**
   * Whether its parser takes whole names of flags only. Others take the beginning of a name for the flag: argparse of Python,
   * getopt_long of C.
   *
   * @default false
   */
  readonly wholeNamesOnly?: boolean;

  /**
   * Every spelling of every flag of the described version, also those that switch a flag off. With them abbreviations are
   * read as Python's argparse reads them: the beginning of one name is that flag, and the beginning of several is refused.
   *
   * @default - flags are not known, and none is refused for that
   */
  readonly knownFlags?: string[];

  /**
   * Numbers with which it starts.
   *
   * @default - they are not checked
   */
  readonly ranges?: NumericRange[];

  /**
   * Flags that spread a model over GPUs.
   *
   * @default - they are not checked
   */
  readonly parallelism?: Parallelism;

  /** Variables that are refused. */
  readonly refusedEnv: RefusedSetting[];

  /** Health endpoints. */
  readonly health: EngineHealth;

  /** Advisories; the version must have every fix. */
  readonly advisories: EngineAdvisory[];

  /**
   * Why it should not be chosen any more. It is printed as a warning.
   *
   * @default - it may be chosen
   */
  readonly deprecated?: string;

  /**
   * Images that cannot run hardened.
   *
   * @default - none
   */
  readonly refusedImages?: RefusedImage[];

  /**
   * User that the image is made for.
   *
   * @default - the engine runs under any user
   */
  readonly imageUser?: ImageUser;

  /** Model formats that the engine loads safely. */
  readonly formats: string[];

  /**
   * How it is given LoRA adapters.
   *
   * @default - it takes none from the library
   */
  readonly adapters?: AdapterArguments;

  /**
   * How it is given a draft model.
   *
   * @default - it takes none from the library
   */
  readonly draft?: DraftArguments;

  /**
   * How it spreads one model over several nodes.
   *
   * @default - it does not
   */
  readonly multiNode?: MultiNode;

  /**
   * Metric from 0 to 1 of how full the cache of running requests is, for autoscaling.
   *
   * @default - it has none
   */
  readonly cacheMetric?: string;

  /** Metric that grows with waiting requests, for autoscaling. */
  readonly queueMetric: string;

  /**
   * Metrics of the work, for alerts.
   *
   * @default - it has none, and no alert is made from them
   */
  readonly workMetrics?: EngineWorkMetrics;

  /** Seconds the engine needs before it can serve, besides reading the weights: imports, compilation, graph capture. */
  readonly warmUpSeconds: number;

  /** Where these facts come from. */
  readonly sources: string[];
}
