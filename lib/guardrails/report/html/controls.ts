import { Content, html, Markup } from './markup';
import { wideTable } from './table';
import { code, severityChip, statusChip } from './words';
import { MLPS_NOT_SHOWN } from '../../rules/mlps';
import { Frameworks } from '../../rules/rule';
import { Area, Control, ReportData } from '../data';
import { FRAMEWORK_TITLES } from '../frameworks';
import { count } from '../text';

const FEW = 3;

/** From each control to the objects, the fields, the frameworks and the judges, by area. */
export function controlsSection({ areas, controls }: ReportData): Markup {
  return html`<section id="controls" aria-labelledby="controls-title">
    <h2 id="controls-title">Controls</h2>
    <p>
      Each control with the objects that it was asked of, the fields that it reads there, its numbers in frameworks, and
      the judges that the project's own tests hold it against. Controls that nothing here is subject to are left out.
    </p>
    <p>
      A number of MLPS (GB/T 22239-2019, level 3) says which clause a finding is relevant to. A licensed assessor rates
      the running system; nothing here says that a clause is fulfilled, and ${MLPS_NOT_SHOWN} cannot be shown by
      manifests or Terraform at all.
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
    ${wideTable(
      `Controls: ${title}`,
      ['Control', 'Result', 'Objects', 'Fields', 'Frameworks', 'Judges'],
      controls.map(cells),
      'controls',
    )} `;
}

function cells(control: Control): Content[] {
  const { ruleId, title, severity, status, checks, failed, fields, frameworks, judges } = control;
  const result = failed > 0 ? `${failed} of ${count(checks, 'check')} fail` : count(checks, 'check');
  return [
    html`<span class="id">${ruleId}</span> ${title} ${severityChip(severity)}`,
    html`${statusChip(status)}<br /><small>${result}</small>`,
    objectsOf(control),
    fields.map((field) => html`${code(field)} `),
    Object.entries(frameworks as Record<keyof Frameworks, readonly string[]>).map(
      ([name, ids]) => html`<div><small>${FRAMEWORK_TITLES[name as keyof Frameworks]}</small> ${ids.join(', ')}</div>`,
    ),
    judges.join(', '),
  ];
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
