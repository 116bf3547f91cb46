import { html, Markup } from './markup';
import { code, count, scrolling } from './words';
import { AcknowledgedRisk, ReportData } from '../data';

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
      ${scrolling(
        'Residual risks',
        html`<table>
          <thead>
            <tr>
              <th scope="col">Risk</th>
              <th scope="col">Why it remains</th>
              <th scope="col">What lowers it</th>
            </tr>
          </thead>
          <tbody>
            ${report.residualRisks.map(
              ({ id, title, why, mitigation }) =>
                html`<tr>
                  <th scope="row"><span class="id">${id}</span> ${title}</th>
                  <td>${why}</td>
                  <td>${mitigation}</td>
                </tr> `,
            )}
          </tbody>
        </table>`,
      )}
      ${statedTable(report)}
    </section>
    <section id="manual" aria-labelledby="manual-title">
      <h2 id="manual-title">Manual steps</h2>
      <p>
        Neither Kubernetes objects nor Terraform resources exist for these. A person does them, and writes down that it
        was done.
      </p>
      ${scrolling(
        'Manual steps',
        html`<table>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Where</th>
              <th scope="col">Why</th>
              <th scope="col">Done by, on</th>
            </tr>
          </thead>
          <tbody>
            ${report.manualSteps.map(
              ({ id, title, where, why }) =>
                html`<tr>
                  <th scope="row"><span class="id">${id}</span> ${title}</th>
                  <td>${where}</td>
                  <td>${why}</td>
                  <td class="blank"></td>
                </tr> `,
            )}
          </tbody>
        </table>`,
      )}
    </section> `;
}

/** What objects say themselves, by their annotations. */
function statedTable({ evidence }: ReportData): Markup | undefined {
  if (!evidence || evidence.stated.length === 0) {
    return undefined;
  }
  return html`<h3>Stated by objects</h3>
    ${scrolling(
      'Stated by objects',
      html`<table>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col">What it leaves open</th>
            <th scope="col">What a person has to do</th>
          </tr>
        </thead>
        <tbody>
          ${evidence.stated.map(
            ({ object, risk, manualStep }) =>
              html`<tr>
                <th scope="row">${code(object)}</th>
                <td>${risk}</td>
                <td>${manualStep}</td>
              </tr> `,
          )}
        </tbody>
      </table>`,
    )}`;
}

function acceptedTable({ acknowledgedRisks, generatedAt }: ReportData): Markup {
  if (acknowledgedRisks.length === 0) {
    return html`<p>No risk was accepted.</p>`;
  }
  return scrolling(
    'Accepted risks',
    html`<table>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Reason</th>
          <th scope="col">Accepted for</th>
          <th scope="col">Expires</th>
          <th scope="col">Findings</th>
        </tr>
      </thead>
      <tbody>
        ${acknowledgedRisks.map((risk) => acceptedRow(risk, generatedAt))}
      </tbody>
    </table>`,
  );
}

function acceptedRow(
  { ruleId, finding, reason, reference, expires, constructPath, findings }: AcknowledgedRisk,
  generatedAt: string,
): Markup {
  return html`<tr>
    <th scope="row"><span class="id">${ruleId}</span></th>
    <td>${reason}${reference ? html`<br /><small>${reference}</small>` : undefined}</td>
    <td>
      ${constructPath === undefined ? 'this run' : code(constructPath || 'the whole app')}${finding ? html` only ${code(finding)}` : undefined}
    </td>
    <td>${expires ? html`${expires}<br /><small>${daysLeft(expires, generatedAt)}</small>` : 'never'}</td>
    <td>${findings}</td>
  </tr> `;
}

/** The last day counts. */
function daysLeft(expires: string, generatedAt: string): string {
  const days = Math.round((Date.parse(expires) - Date.parse(generatedAt.slice(0, 10))) / DAY_MS) + 1;
  return days > 0 ? `${count(days, 'day')} left` : 'expired';
}
