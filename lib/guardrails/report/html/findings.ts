import { html, Markup } from './markup';
import { code, severityChip, statusChip } from './words';
import { SEVERITIES } from '../../rules/severity-order';
import { AREA_TITLES, areaOf } from '../areas';
import { ReportData } from '../data';
import { ReportFinding, ReportStatus } from '../finding';
import { count, fieldText, objectText, placeText } from '../text';

/** More than anybody reads, and what a browser still finds its way in. The JSON report has them all. */
const MOST_PLACES = 20_000;
const FEW = 5;

const STATUSES: readonly ReportStatus[] = ['open', 'baseline', 'acknowledged'];

/** Findings of one rule that share what is said about them. */
interface Group {
  readonly first: ReportFinding;
  readonly findings: ReportFinding[];
}

/** Findings by rule, the worst first, with a filter that the script of the page turns on. */
export function findingsSection({ findings }: ReportData): Markup {
  const sorted = [...findings].sort((one, other) => rank(other) - rank(one));
  const groups = groupsOf(sorted.slice(0, MOST_PLACES));
  const left = findings.length - MOST_PLACES;
  return html`<section id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Findings</h2>
    ${findings.length === 0 ? html`<p>Every rule holds wherever it looks.</p>` : [filter(groups), groups.map(article)]}
    ${left > 0 ? html`<p class="note">${count(left, 'more finding')} of lower severity: see the report as JSON.</p>` : undefined}
  </section> `;
}

/** Open ones before those that somebody decided about. */
function rank({ severity, status }: ReportFinding): number {
  return SEVERITIES.indexOf(severity) - SEVERITIES.length * STATUSES.indexOf(status);
}

function groupsOf(findings: readonly ReportFinding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const key = [finding.ruleId, finding.status, finding.reason, finding.message].join('\n');
    const group = groups.get(key) ?? { first: finding, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function filter(groups: readonly Group[]): Markup {
  const found = <T>(value: (finding: ReportFinding) => T) => new Set(groups.map(({ first }) => value(first)));
  const severities = found(({ severity }) => severity);
  const areas = found(({ ruleId }) => areaOf(ruleId));
  return html`<form id="filter" role="search" aria-label="Findings" hidden>
    <fieldset>
      <legend>Severity</legend>
      ${[...SEVERITIES]
        .reverse()
        .filter((severity) => severities.has(severity))
        .map(
          (severity) =>
            html`<label><input type="checkbox" name="severity" value="${severity}" checked /> ${severity}</label> `,
        )}
    </fieldset>
    <label
      >Area
      <select name="area">
        <option value="">all</option>
        ${Object.entries(AREA_TITLES)
          .filter(([area]) => areas.has(area))
          .map(([area, title]) => html`<option value="${area}">${title}</option>`)}
      </select></label
    >
    <label>Text <input type="search" name="text" placeholder="object, field, rule" autocomplete="off" /></label>
    <button type="reset">Show all</button>
    <output aria-live="polite"></output>
  </form> `;
}

function article({ first, findings }: Group): Markup {
  const { ruleId, severity, status, message, fix } = first;
  return html`<article class="finding" data-severity="${severity}" data-area="${areaOf(ruleId)}">
<h3>${severityChip(severity)} ${status === 'open' ? undefined : statusChip(status)} <span class="id">${ruleId}</span> ${message}</h3>
<p>Fix: ${fix}</p>
${decision(first)}
<details${findings.length <= FEW ? html` open` : undefined}><summary>${count(findings.length, 'place')}</summary><ul>
${findings.map(place)}</ul></details>
</article>
`;
}

function decision({ status, reason, reference, expires }: ReportFinding): Markup | undefined {
  if (status !== 'acknowledged') {
    return undefined;
  }
  const until = expires ? `, until ${expires}` : '';
  return html`<p class="decision">Accepted${until}: ${reason}${reference ? ` (${reference})` : ''}</p>`;
}

function place(finding: ReportFinding): Markup {
  const { constructPath, location } = finding;
  const field = fieldText(finding);
  return html`<li>
    ${code(objectText(finding))}${field ? html` ${code(field)}` : undefined}${
      constructPath ? html` made by ${code(constructPath)}` : undefined
    }${location ? html` at ${code(placeText(location))}` : undefined}
  </li> `;
}
