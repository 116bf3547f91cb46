import { printable } from './printable';
import { Refusal, REFUSALS } from './refusal';

export type Verdict = 'safe' | 'refused' | 'unreadable';

/** What a check of a model found. */
export interface Report {
  readonly target: string;
  readonly verdict: Verdict;
  /** How many files were inspected. */
  readonly files: number;
  /** Digest of the manifest, if the files were hashed. */
  readonly digest?: string;
  /** Who signed, if a signature was verified. */
  readonly signer?: string;
  readonly refusals: readonly Refusal[];
  /** Paths that could not be read, with the reason. */
  readonly unreadable: readonly string[];
}

export type ReportFormat = 'table' | 'json' | 'sarif';

const RENDERERS: Readonly<Record<ReportFormat, (report: Report) => string>> = {
  table: renderTable,
  json: (report) => JSON.stringify(report, undefined, 2),
  sarif: (report) => JSON.stringify(renderSarif(report), undefined, 2),
};

export function renderReport(report: Report, format: ReportFormat): string {
  return `${RENDERERS[format](report)}\n`;
}

function renderTable({ target, verdict, files, digest, signer, refusals, unreadable }: Report): string {
  return [
    ...refusals.map(({ file, rule, reason, fix }) => `refused: ${file || '.'}: ${reason} [${rule}]; fix: ${fix}`),
    ...unreadable.map((reason) => `unreadable: ${reason}`),
    `${verdict}: ${target}: ${files} files, ${refusals.length} refusals`,
    ...(digest ? [`digest: ${digest}`] : []),
    ...(signer ? [`signed by: ${signer}`] : []),
  ]
    .map(printable)
    .join('\n');
}

/** Source: OASIS, SARIF 2.1.0. */
function renderSarif({ refusals, unreadable, verdict }: Report): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ack-secure-inference model verify',
            rules: Object.entries(REFUSALS).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        invocations: [
          {
            executionSuccessful: verdict !== 'unreadable',
            toolExecutionNotifications: unreadable.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
        results: refusals.map(({ file, rule, reason, fix }) => ({
          ruleId: rule,
          level: 'error',
          message: { text: `${reason}. Fix: ${fix}` },
          locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
        })),
      },
    ],
  };
}

function uriOf(file: string): string {
  return file === '' ? '.' : file.split('/').map(encodeURIComponent).join('/');
}
