import { Box, drawingOf, Kind } from './drawing';
import { html, Markup } from './markup';
import { cut } from './words';
import { Reachable } from '../reachable';
import { count } from '../text';

const WIDTH = 1080;
const NODE = { width: 320, height: 40, gap: 10 };
const COLUMNS = [0, (WIDTH - NODE.width) / 2, WIDTH - NODE.width];
const TITLES = ['opens connections', 'workload', 'accepts connections'];
const HEAD = 28;
/** Characters that fit into a node, by the size of the text. */
const FITS = { name: 41, note: 49 };

interface Placed extends Box {
  readonly x: number;
  readonly y: number;
}

/** Who reaches whom as a drawing: callers, workloads, destinations, from left to right. The table says the same. */
export function graph(reachability: Reachable): Markup {
  const { workloads, inbound, outbound } = drawingOf(reachability);
  const columns = [inbound.peers, workloads, outbound.peers];
  const height = HEAD + Math.max(...columns.map(({ length }) => length)) * (NODE.height + NODE.gap);
  const [callers, middle, destinations] = columns.map((boxes, column) => placed(boxes, column, height));
  const label = `${count(reachability.workloads.length, 'workload')} with ${count(callers.size, 'caller')} and ${count(destinations.size, 'destination')}; the table below says the same`;
  return html`<svg class="graph" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">
    ${TITLES.map((title, column) => html`<text class="column" x="${COLUMNS[column]}" y="14">${title}</text>`)}
    ${inbound.links.map(({ workload, peer, kind }) => line(callers.get(peer)!, middle.get(workload)!, kind))}
    ${outbound.links.map(({ workload, peer, kind }) => line(middle.get(workload)!, destinations.get(peer)!, kind))}
    ${[callers, middle, destinations].flatMap((boxes) => [...boxes.values()].map(box))}
  </svg>`;
}

function placed(boxes: readonly Box[], column: number, height: number): Map<string, Placed> {
  const step = (height - HEAD) / boxes.length;
  return new Map(
    boxes.map((each, index) => [
      each.id,
      { ...each, x: COLUMNS[column], y: Math.round(HEAD + step * (index + 0.5) - NODE.height / 2) },
    ]),
  );
}

function line(from: Placed, to: Placed, kind: Kind): Markup {
  const [x1, y1, x2, y2] = [from.x + NODE.width, from.y + NODE.height / 2, to.x, to.y + NODE.height / 2];
  const middle = (x1 + x2) / 2;
  return html`<path class="link ${kind}" d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}" /> `;
}

function box({ x, y, name, note, kind }: Placed): Markup {
  const [left, width, height] = [x + 10, NODE.width, NODE.height];
  return html`<g class="node ${kind}"
    ><title>${name}: ${note}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" /><text
      x="${left}"
      y="${y + (note ? 17 : 24)}"
      >${cut(name, FITS.name)}</text
    ><text class="note" x="${left}" y="${y + 32}">${cut(note, FITS.note)}</text></g
  > `;
}
