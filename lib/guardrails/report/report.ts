import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IConstruct } from 'constructs';
import { earlierReport } from './earlier';
import { REPORT_FILES } from '../evidence/report-files';
import { html } from './html/page';
import { json } from './json';
import { reportOfScopes } from './of-scopes';
import { sarif } from './sarif';
import { EvidenceStatement, statementOf } from './statement';
import { describe } from '../../private/problems';
import { writeAllOrNone } from '../../private/whole-files';
import { EVIDENCE_FILE, filesBelow } from '../evidence/digest';
import { readPack } from '../evidence/verify';
import type { CheckOptions } from '../synthesis/check-options';

/** Options of a report. */
export interface ReportOptions {
  /**
   * Options of the checks. Give the same as to `Checks.enforceOn`.
   *
   * @default - those of the checks
   */
  readonly checks?: CheckOptions;

  /**
   * `report.json` of an earlier synthesis: what can be reached since then, and what cannot any more, is shown.
   *
   * @default - nothing is compared
   */
  readonly previousFile?: string;

  /**
   * File with the public key (PEM) that the evidence must be signed with.
   *
   * @default - the signature is not verified
   */
  readonly publicKeyFile?: string;
}

const FORMATS = { json, sarif, html };

/** What the rules found, who reaches whom, which risks were accepted and which remain, for people and for machines. */
export class Report {
  /**
   * Writes `report.json`, `report.sarif` and `report.html` into a folder. `evidence.json`, if the folder has one, is
   * verified and shown: write it first. Before `synth()`, the report is there even where the checks stop the synthesis.
   *
   * @param scopes apps, charts or stacks
   * @param folder folder of the files; made if it does not exist
   * @param options what is checked and compared
   * @returns paths of the files
   * @throws if the earlier report, the evidence or the key cannot be read
   */
  public static write(scopes: IConstruct[], folder: string, options: ReportOptions = {}): string[] {
    const report = reportOfScopes(scopes, options.checks ?? {}, {
      files: existsSync(folder) ? filesBelow(folder) : [],
      earlier: options.previousFile === undefined ? undefined : earlierReportIn(options.previousFile),
      evidence: evidenceIn(folder, options.publicKeyFile),
    });
    const files = Object.entries(FORMATS).map(([format, formatted]) => [
      join(folder, REPORT_FILES[format as keyof typeof FORMATS]),
      [...formatted(report)].join(''),
    ]);
    writeAllOrNone(Object.fromEntries(files) as Record<string, string>);
    return files.map(([path]) => path);
  }

  private constructor() {}
}

function earlierReportIn(file: string) {
  try {
    return earlierReport(file);
  } catch (error) {
    throw new Error(
      describe({
        what: 'earlier report cannot be read',
        got: `${file}: ${(error as Error).message}`,
        allowed: 'report.json of an earlier synthesis',
        fix: 'name such a file, or leave previousFile out',
      }),
    );
  }
}

function evidenceIn(folder: string, publicKeyFile: string | undefined): EvidenceStatement | undefined {
  if (!existsSync(join(folder, EVIDENCE_FILE))) {
    return undefined;
  }
  const pack = readPack(folder);
  if ('what' in pack) {
    throw new Error(describe(pack));
  }
  return statementOf(pack, folder, publicKeyFile);
}
