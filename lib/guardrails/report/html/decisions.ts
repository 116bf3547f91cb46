import { Content, html, Markup } from './markup';
import { wideTable } from './table';
import { code } from './words';
import { AcknowledgedRisk, ReportData } from '../data';
import { count } from '../text';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What people accepted, what remains whatever they do, and what is left for them to do. */
export function decisionsSection(report: ReportData): Markup {
  return html`<section id="accepted" aria-labelledby="accepted-title">
      <h2 id="accepted-title">Accepted risks</h2>
      ${acceptedTable(report)}
    </section>
    <section id="residual" aria-labelledby="residual-title">
      <h2 id="residual-title">Residual risks</h2>
      <p>These remain when every rule holds: no manifest and no Terraform resource can take them away.</p>
      ${wideTable(
        'Residual risks',
        ['Risk', 'Why it remains', 'What lowers it'],
        report.residualRisks.map(({ id, title, why, mitigation }) => [named(id, title), why, mitigation]),
      )}
      ${statedTable(report)}
    </section>
    <section id="manual" aria-labelledby="manual-title">
      <h2 id="manual-title">Manual steps</h2>
      <p>
        Neither Kubernetes objects nor Terraform resources exist for these. A person does them, and writes down that it
        was done.
      </p>
      ${wideTable(
        'Manual steps',
        ['Step', 'Where', 'Why', 'Done by, on'],
        report.manualSteps.map(({ id, title, where, why }) => [named(id, title), where, why, '']),
      )}
    </section> `;
}

/** What objects say themselves, by their annotations. */
function statedTable({ evidence }: ReportData): Markup | undefined {
  if (!evidence || evidence.stated.length === 0) {
    return undefined;
  }
  return html`<h3>Stated by objects</h3>
    ${wideTable(
      'Stated by objects',
      ['Object', 'What it leaves open', 'What a person has to do'],
      evidence.stated.map(({ object, risk, manualStep }) => [code(object), risk, manualStep]),
    )}`;
}

function acceptedTable({ acknowledgedRisks, generatedAt }: ReportData): Markup {
  if (acknowledgedRisks.length === 0) {
    return html`<p>No risk was accepted.</p>`;
  }
  return wideTable(
    'Accepted risks',
    ['Rule', 'Reason', 'Accepted for', 'Expires', 'Findings'],
    acknowledgedRisks.map((risk) => acceptedCells(risk, generatedAt)),
  );
}

function acceptedCells(
  { ruleId, finding, reason, reference, expires, constructPath, findings }: AcknowledgedRisk,
  generatedAt: string,
): Content[] {
  const scope = constructPath === undefined ? 'this run' : code(constructPath || 'the whole app');
  return [
    html`<span class="id">${ruleId}</span>`,
    [reason, reference && html`<br /><small>${reference}</small>`],
    [scope, finding && html` only ${code(finding)}`],
    expires ? html`${expires}<br /><small>${daysLeft(expires, generatedAt)}</small>` : 'never',
    findings,
  ];
}

function named(id: string, title: string): Markup {
  return html`<span class="id">${id}</span> ${title}`;
}

/** The last day counts. */
function daysLeft(expires: string, generatedAt: string): string {
  const days = Math.round((Date.parse(expires) - Date.parse(generatedAt.slice(0, 10))) / DAY_MS) + 1;
  return days > 0 ? `${count(days, 'day')} left` : 'expired';
}
