import { html, Markup } from './markup';
import { code, count, scrolling, severityChip, statusChip } from './words';
import { Frameworks } from '../../rule';
import { Area, Control, ReportData } from '../data';

const FRAMEWORK_NAMES: Readonly<Record<keyof Frameworks, string>> = {
  pss: 'Pod Security Standards',
  nsa: 'NSA/CISA (Kubescape)',
  cis: 'CIS Kubernetes',
  owaspK8s: 'OWASP Kubernetes 2025',
  owaspLlm: 'OWASP LLM 2025',
  atlas: 'MITRE ATLAS',
  seed: 'ACK best practices',
};

const FEW = 3;

/** From each control to the objects, the fields, the frameworks and the judges, by area. */
export function controlsSection({ areas, controls }: ReportData): Markup {
  return html`<section id="controls" aria-labelledby="controls-title">
    <h2 id="controls-title">Controls</h2>
    <p>
      Each control with the objects that it was asked of, the fields that it reads there, its numbers in frameworks, and
      the judges that the project's own tests hold it against. Controls that nothing here is subject to are left out.
    </p>
    ${areas.map((area) =>
      areaTable(
        area,
        controls.filter((control) => control.area === area.area),
      ),
    )}
  </section> `;
}

function areaTable({ title, rules, held, score, risk, manualStep }: Area, controls: readonly Control[]): Markup {
  return html`<h3>${title}: ${held} of ${count(rules, 'control')} hold, score ${score}</h3>
    <p class="note"><b>Not proven here.</b> ${risk} <b>To do.</b> ${manualStep}</p>
    ${scrolling(
      `Controls: ${title}`,
      html`<table class="controls">
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">Result</th>
            <th scope="col">Objects</th>
            <th scope="col">Fields</th>
            <th scope="col">Frameworks</th>
            <th scope="col">Judges</th>
          </tr>
        </thead>
        <tbody>
          ${controls.map(row)}
        </tbody>
      </table>`,
    )} `;
}

function row({
  ruleId,
  title,
  severity,
  status,
  checks,
  failed,
  fields,
  frameworks,
  judges,
  ...rest
}: Control): Markup {
  return html`<tr>
    <th scope="row"><span class="id">${ruleId}</span> ${title} ${severityChip(severity)}</th>
    <td>
      ${statusChip(status)}<br /><small
        >${failed > 0 ? `${failed} of ${count(checks, 'check')} fail` : count(checks, 'check')}</small
      >
    </td>
    <td>${objectsOf(rest)}</td>
    <td>${fields.map((field) => html`${code(field)} `)}</td>
    <td>
      ${Object.entries(frameworks as Record<keyof Frameworks, readonly string[]>).map(
        ([name, ids]) => html`<div><small>${FRAMEWORK_NAMES[name as keyof Frameworks]}</small> ${ids.join(', ')}</div>`,
      )}
    </td>
    <td>${judges.join(', ')}</td>
  </tr> `;
}

/** The first few, and the rest to unfold. */
function objectsOf({ objects, moreObjects }: Pick<Control, 'objects' | 'moreObjects'>): Markup {
  if (objects.length === 0) {
    return html`all together`;
  }
  const list = (some: readonly string[]) => some.map((object) => html`${code(object)} `);
  const rest = objects.slice(FEW);
  const unnamed = moreObjects > 0 ? `and ${moreObjects} more` : undefined;
  return html`${list(objects.slice(0, FEW))}${
    rest.length > 0
      ? html`<details>
          <summary>${rest.length + moreObjects} more</summary>
          ${list(rest)}${unnamed}
        </details>`
      : undefined
  }`;
}
