import { html, Markup } from './markup';
import { wideTable } from './table';
import { code } from './words';
import { ReportData } from '../data';
import { EvidenceStatement } from '../statement';
import { count } from '../text';

/** Who judges the rules, and by what digests an auditor knows the files again. */
export function integritySection({ judges, policySet, evidence }: ReportData): Markup {
  return html`<section id="integrity" aria-labelledby="integrity-title">
    <h2 id="integrity-title">Judges and integrity</h2>
    <p>
      Judges are software that nobody in the project wrote. Its tests hold every rule and every example against them;
      except for the CEL engine they did not see the files of this report.
    </p>
    <dl>
      ${judges.map(
        ({ id, says, controls }) =>
          html`<dt>${id} <small>${count(controls, 'control')}</small></dt>
            <dd>${says}</dd>`,
      )}
    </dl>
    <dl>
      <dt>SHA-256 of the rules</dt>
      <dd>${code(policySet)}</dd>
    </dl>
    ${evidence ? evidenceOf(evidence) : html`<p>No evidence was given: nothing says that these are the files that were synthesized.</p>`}
  </section> `;
}

function evidenceOf({ digest, files, detections, differences, signature }: EvidenceStatement): Markup {
  return html`<dl>
      <dt>SHA-256 of the evidence</dt>
      <dd>${code(digest)}</dd>
      <dt>Signature</dt>
      <dd>
        ${
          signature
            ? html`${signature.algorithm}, key ${code(signature.key)},
              ${signature.isVerified ? 'verified' : 'not verified: no public key was given'}`
            : 'none'
        }
      </dd>
    </dl>
    ${
      differences.length > 0
        ? html`<div class="problems">
            <h3>Files differ from their evidence</h3>
            <ul>
              ${differences.map((difference) => html`<li>${difference}</li>`)}
            </ul>
          </div>`
        : html`<p>Every file was read again and is what the evidence says.</p>`
    }
    <details>
      <summary>${count(Object.keys(files).length, 'file')} with SHA-256</summary>
      ${wideTable(
        'Files',
        ['File', 'SHA-256'],
        Object.entries(files).map((file) => file.map(code)),
      )}
    </details>
    ${
      detections.length > 0
        ? html`<h3>What watches</h3>
            ${wideTable(
              'Detections',
              ['Object', 'Alerts', 'Judges'],
              detections.map((each) => [code(each.object), each.rules.join(', '), each.judges.join(', ')]),
            )}`
        : undefined
    }`;
}
