import { Content, html, Markup } from './markup';
import { table } from './table';
import { code, cut, severityChip } from './words';
import { Severity } from '../../rules/severity';
import { isAtLeast, SEVERITIES } from '../../rules/severity-order';
import { stopping, stoppingUnknown } from '../build';
import { AcknowledgedRisk, Area, ReportData } from '../data';
import { count, grouped } from '../text';

/** One page for an auditor: the verdict, how it came about, and by what to know the files again. */
export function summarySection(report: ReportData): Markup {
  const { judges, manualSteps, residualRisks, areas } = report;
  return html`<section id="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">Summary for auditors</h2>
    ${verdict(report)}
    <dl class="figures">
      ${figures(report).map(
        ([name, value, note]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value} <small>${note}</small></dd>
          </div>`,
      )}
    </dl>
    <div class="columns">
      <div>
        <h3>Score by area</h3>
        ${table(['Area', 'Controls that hold', 'Score'], areas.map(areaCells), 'areas')}
        <p class="note">
          Score: share of the controls that hold everywhere, by severity (low 1, medium 2, high 4, critical 8). An
          accepted risk does not count as held.
        </p>
      </div>
      <div>
        <h3>Open findings</h3>
        ${table(
          ['Severity', 'Findings', 'Stops'],
          [...SEVERITIES].reverse().map((severity) => severityCells(report, severity)),
        )}
        <h3>Held against</h3>
        ${table(
          ['Judge', 'Controls'],
          judges.map(({ id, controls }) => [id, controls]),
        )}
        <p class="note">Software of others, in the project's own tests; <a href="#integrity">what each shows</a>.</p>
      </div>
    </div>
    <h3>Integrity</h3>
    ${integrity(report)}
    <div class="columns equal">
      <div>
        <h3>Accepted risks</h3>
        ${accepted(report)}
        <h3>Left to a person</h3>
        <ul>
          ${manualSteps.map(({ title }) => html`<li>${title}</li> `)}
        </ul>
        <p class="note onscreen"><a href="#manual">Where and why</a></p>
      </div>
      <div>
        <h3>Not proven by manifests</h3>
        <ul>
          ${residualRisks.map(({ title }) => html`<li>${title}</li> `)}
        </ul>
        <p class="note onscreen"><a href="#residual">Why they remain, and what lowers them</a></p>
      </div>
    </div>
    <table class="sign">
      <tbody>
        <tr>
          <th scope="row">Reviewed by</th>
          <td></td>
          <th scope="row">On</th>
          <td></td>
          <th scope="row">Signature</th>
          <td></td>
        </tr>
      </tbody>
    </table>
  </section> `;
}

const NAMED_RISKS = 5;
const LONGEST_REASON = 45;

/** Those that end first; a page has no room for all. */
function accepted({ acknowledgedRisks }: ReportData): Markup {
  if (acknowledgedRisks.length === 0) {
    return html`<p>None.</p>`;
  }
  const byEnd = [...acknowledgedRisks].sort((one, other) => (endOf(one) < endOf(other) ? -1 : 1));
  const more = byEnd.length - NAMED_RISKS;
  return html`<ul>
      ${byEnd
        .slice(0, NAMED_RISKS)
        .map(
          ({ ruleId, reason, expires }) =>
            html`<li>
              <span class="id">${ruleId}</span> ${expires ? `until ${expires}` : 'without an end'}:
              ${cut(reason, LONGEST_REASON)}
            </li> `,
        )}
    </ul>
    <p class="note">
      <a href="#accepted">${more > 0 ? `${grouped(more)} more, and where` : 'Where'} they were accepted</a>
    </p>`;
}

function endOf({ expires }: AcknowledgedRisk): string {
  return expires ?? 'never';
}

/** What was checked, in a few words however much it is: a file, or the folder that all files are in. */
export function subjectOf({ files }: ReportData): string {
  const [first = '', ...others] = files;
  const folders = first.split('/').slice(0, -1);
  while (folders.length > 0 && !others.every((file) => file.startsWith(`${folders.join('/')}/`))) {
    folders.pop();
  }
  const name = others.length === 0 ? first : folders.join('/');
  return [shortened(name), others.length > 0 ? count(files.length, 'file') : ''].filter(Boolean).join(', ');
}

const LONGEST_NAME = 60;

/** The end of a path says more than its beginning. */
function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `…${name.slice(-LONGEST_NAME)}` : name;
}

function verdict(report: ReportData): Markup {
  const { problems, parameters, evidence } = report;
  const stops = stopping(report).length;
  const unseen = stoppingUnknown(report).length;
  const reasons = [
    stops > 0 ? `${count(stops, 'open finding')} of severity ${parameters.failOn} or above` : undefined,
    problems.length > 0 ? `${count(problems.length, 'document')} could not be read` : undefined,
    unseen > 0 ? `${count(unseen, 'thing')} that may run not understood` : undefined,
    evidence && evidence.differences.length > 0 ? 'files differ from their evidence' : undefined,
  ].filter((reason) => reason !== undefined);
  if (reasons.length > 0) {
    return html`<p class="verdict failed"><strong>Failed.</strong> ${reasons.join('; ')}.</p>`;
  }
  return report.unknown.length > 0
    ? html`<p class="verdict failed">
        <strong>Not checked in full.</strong> Nothing of severity ${parameters.failOn} or above is open in what was
        understood; <a href="#unknown">${count(report.unknown.length, 'thing')} not understood</a>.
      </p>`
    : html`<p class="verdict passed">
        <strong>Passed.</strong> Nothing of severity ${parameters.failOn} or above is open.
      </p>`;
}

function figures(report: ReportData): [string, string, string][] {
  const { summary, controls, acknowledgedRisks } = report;
  const open = Object.values(summary.open).reduce((sum, number) => sum + number, 0);
  const held = controls.filter(({ status }) => status === 'held').length;
  return [
    ['Score', summary.score === undefined ? 'none' : String(summary.score), 'of 100'],
    ['Controls', grouped(held), `of ${controls.length} hold`],
    ['Open findings', grouped(open), summary.baseline > 0 ? `${grouped(summary.baseline)} known` : ''],
    ['Accepted', grouped(summary.acknowledged), nextExpiry(acknowledgedRisks)],
    [
      'Objects',
      grouped(summary.objects),
      summary.resources > 0 ? `and ${count(summary.resources, 'cloud resource')}` : '',
    ],
  ];
}

function nextExpiry(risks: readonly AcknowledgedRisk[]): string {
  const [next] = risks.flatMap(({ expires }) => expires ?? []).sort();
  return next ? `next ends ${next}` : risks.length > 0 ? 'without an end' : '';
}

function areaCells({ title, rules, held, score }: Area): Content[] {
  const bar = html`<div class="score">
    ${score}
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rail" width="100" height="8" />
      <rect class="${score === 100 ? 'full' : 'part'}" width="${score}" height="8" />
    </svg>
  </div>`;
  return [title, `${held} of ${rules}`, bar];
}

function severityCells({ summary, parameters }: ReportData, severity: Severity): Content[] {
  return [
    severityChip(severity),
    grouped(summary.open[severity]),
    isAtLeast(severity, parameters.failOn) ? 'yes' : 'no',
  ];
}

function integrity({ policySet, evidence }: ReportData): Markup {
  const files = evidence && Object.keys(evidence.files).length;
  return html`<dl class="digests">
    <dt>SHA-256 of the rules</dt>
    <dd>${code(policySet)}</dd>
    <dt>SHA-256 of the evidence</dt>
    <dd>${evidence ? code(evidence.digest) : 'no evidence was given'}</dd>
    ${
      evidence
        ? html`<dt>Files</dt>
            <dd>
              ${
                evidence.differences.length > 0
                  ? html`<strong>${count(evidence.differences.length, 'difference')}</strong> from the evidence`
                  : `${count(files!, 'file')}, each as its SHA-256 in the evidence says`
              };
              ${
                evidence.signature
                  ? `signed with ${evidence.signature.algorithm}, ${evidence.signature.isVerified ? 'verified' : 'not verified'}`
                  : 'not signed'
              }
            </dd>`
        : undefined
    }
  </dl>`;
}
