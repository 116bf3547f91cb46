import { graph } from './graph';
import { Content, html, Markup } from './markup';
import { scrolling, wideTable } from './table';
import { code } from './words';
import { edgeKey } from '../../reachability/reachability-diff';
import { ReachableEdge } from '../../reachability/reachable-edge';
import { ReportData } from '../data';
import { Reachable } from '../reachable';
import { count, grouped, momentText } from '../text';

const FEW = 40;
/** As with findings: what a browser still finds its way in. */
const MOST_EDGES = 10_000;

/** Who reaches whom, drawn, as a table, and what changed. */
export function reachabilitySection({ reachability }: ReportData): Markup {
  const { edges } = reachability;
  return html`<section id="reachability" aria-labelledby="reachability-title">
    <h2 id="reachability-title">Who reaches whom</h2>
    <p>
      What NetworkPolicy and AuthorizationPolicy both allow, by the objects that were checked. Everything else is
      closed, where the network and the mesh enforce them.
    </p>
    ${edges.length === 0 ? html`<p>Nothing reaches any workload, and no workload reaches anything.</p>` : drawn(reachability)}
    ${changes(reachability)}
  </section> `;
}

function drawn(reachability: Reachable): Markup {
  const { edges } = reachability;
  const added = new Set((reachability.since?.added ?? []).map(edgeKey));
  const left = edges.length - MOST_EDGES;
  return html`${scrolling('the graph', graph(reachability))}
<details${edges.length <= FEW ? html` open` : undefined}><summary>The same as a table: ${count(edges.length, 'connection')}</summary>
${edgeTable(
  'Who reaches whom',
  edges.slice(0, MOST_EDGES),
  reachability.since && ((edge) => (added.has(edgeKey(edge)) ? 'new' : '')),
)}
${left > 0 ? html`<p class="note">${count(left, 'more connection')}: see the report as JSON.</p>` : undefined}
</details>`;
}

function changes({ since }: Reachable): Markup | undefined {
  if (!since) {
    return undefined;
  }
  const { added, removed, generatedAt } = since;
  const all = [...added.map((edge) => [edge, 'new'] as const), ...removed.map((edge) => [edge, 'gone'] as const)];
  const words = new Map(all.slice(0, MOST_EDGES));
  return html`<h3>Changes since ${momentText(generatedAt)}</h3>
    <p>
      ${all.length === 0 ? 'None.' : `${count(added.length, 'connection')} more, ${grouped(removed.length)} fewer.`}
    </p>
    ${all.length > 0 ? edgeTable('Changes', [...words.keys()], (edge) => words.get(edge)!) : undefined}`;
}

function edgeTable(label: string, edges: readonly ReachableEdge[], change?: (edge: ReachableEdge) => string): Markup {
  const columns = ['From', 'To', 'Port', 'Methods', 'Paths', ...(change ? ['Change'] : [])];
  return wideTable(
    label,
    columns,
    edges.map((edge) => [...edgeCells(edge), ...(change ? [change(edge)] : [])]),
    'edges',
  );
}

function edgeCells({ source, target, port, methods, paths }: ReachableEdge): Content[] {
  return [code(source), code(target), code(port), methods, code(paths)];
}
