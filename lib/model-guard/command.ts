import { writeInventory } from './inventory/write';
import { formatManifest, manifestDigest } from './manifest';
import { Policy, STRICT, WEIGHTS } from './policy';
import { printable } from './printable';
import { Proofs } from './proofs';
import { publishModel } from './publish';
import { renderReport, Report, ReportFormat } from './report';
import { computed, digestModel, verify } from './verify';
import { walk } from './walk';

/** How a check ends: nothing was refused, something was, or not everything could be read. */
export enum ExitCode {
  SAFE = 0,
  REFUSED = 1,
  UNREADABLE = 2,
}

/** Options of `model verify`. */
export interface ModelVerifyOptions extends Proofs {
  /**
   * How the result is written: table, json or sarif.
   *
   * @default table
   */
  readonly format?: string;
  /**
   * Formats of weights that the engine loads.
   *
   * @default - all of them
   */
  readonly weights?: readonly string[];
  /** Operator domains of ONNX graphs, beside those of ONNX itself. */
  readonly allowOperatorDomain?: readonly string[];
  /** SHA-256 digests of chat templates that are not looked into. */
  readonly allowTemplate?: readonly string[];
  /** SHA-256 digests of files of unknown format, or with unknown keys. */
  readonly allowFile?: readonly string[];
}

/** Options of `publish`. */
export interface ModelPublishOptions extends ModelVerifyOptions {
  /** Directory that the model gets. */
  readonly to?: string;
  /** File that says that the model is fetched. */
  readonly when?: string;
}

/** Options of `model manifest`. */
export interface ModelManifestOptions {
  /** Whether to write the digest of the model in place of its manifest. */
  readonly digest?: boolean;
}

/** Where a command writes. */
export interface Output {
  readonly stdout: (text: string) => unknown;
  readonly stderr: (text: string) => unknown;
}

const FORMATS: readonly ReportFormat[] = ['table', 'json', 'sarif'];

/** `model verify <target>`: checks a model and writes what was found. */
export async function runModelVerify(target: string, options: ModelVerifyOptions, output: Output): Promise<ExitCode> {
  return reported(options, output, async () => {
    const verified = await verify(target, policyOf(options), options);
    writeInventory(target, verified, options);
    return verified.report;
  });
}

/** `publish <directory>`: checks a copy of a model, and gives it its place. */
export async function runModelPublish(from: string, options: ModelPublishOptions, output: Output): Promise<ExitCode> {
  return reported(options, output, async () => {
    const { to, when, digest } = options;
    if (to === undefined || digest === undefined) {
      throw new Error('publish needs --to and --digest');
    }
    return publishModel({ from, to, when }, policyOf(options), options);
  });
}

async function reported(options: ModelVerifyOptions, output: Output, check: () => Promise<Report>): Promise<ExitCode> {
  return orUnreadable(output, async () => {
    const [format] = choices('--format', [options.format ?? 'table'], FORMATS);
    const report = await check();
    await output.stdout(renderReport(report, format));
    return { safe: ExitCode.SAFE, refused: ExitCode.REFUSED, unreadable: ExitCode.UNREADABLE }[report.verdict];
  });
}

/** `model manifest <directory>`: writes the digests of the files of a model. */
export async function runModelManifest(
  directory: string,
  options: ModelManifestOptions,
  output: Output,
): Promise<ExitCode> {
  return orUnreadable(output, async () => {
    const listing = walk(directory);
    const text = formatManifest(computed(await digestModel(directory, listing)));
    const refused = listing.refusals.map(
      ({ file, reason, fix }) => `${printable(`refused: ${file}: ${reason}; fix: ${fix}`)}\n`,
    );
    const unreadable = listing.unreadable.map((reason) => `${printable(`unreadable: ${reason}`)}\n`);
    [...refused, ...unreadable].forEach(output.stderr);
    if (refused.length + unreadable.length > 0) {
      return refused.length > 0 ? ExitCode.REFUSED : ExitCode.UNREADABLE;
    }
    await output.stdout(options.digest ? `${manifestDigest(text)}\n` : text);
    return ExitCode.SAFE;
  });
}

function policyOf(options: ModelVerifyOptions): Policy {
  return {
    weights: options.weights ? choices('--weights', options.weights, WEIGHTS) : STRICT.weights,
    operatorDomains: options.allowOperatorDomain ?? STRICT.operatorDomains,
    templates: options.allowTemplate ?? STRICT.templates,
    files: options.allowFile ?? STRICT.files,
  };
}

function choices<T extends string>(option: string, values: readonly string[], allowed: readonly T[]): T[] {
  return values.map((value) => {
    const choice = allowed.find((one) => one === value);
    if (choice === undefined) {
      throw new Error(`${option} ${JSON.stringify(value)} is not one of ${allowed.join(', ')}`);
    }
    return choice;
  });
}

async function orUnreadable(output: Output, run: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    output.stderr(`${printable(`unreadable: ${(error as Error).message}`)}\n`);
    return ExitCode.UNREADABLE;
  }
}
