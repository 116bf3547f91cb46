import { Point, Series } from './series';

const [WIDTH, HEIGHT] = [820, 520];
const PLOT = { left: 70, right: 690, top: 30, bottom: 460 };
const SERVICES = [1, 10, 100, 1000, 10_000];
const SECONDS = [0.01, 0.1, 1, 10, 100, 1000];
const LABEL_HEIGHT = 16;

/** Time over the number of services, both axes logarithmic: a straight line at 45 degrees is linear growth. */
export function picture(all: readonly Series[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" role="img" aria-labelledby="title">`,
    `<title id="title">Processor time to write the manifests of N services, of 20 objects each</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...SERVICES.map(
      (services) =>
        line({ services, seconds: SECONDS[0] }, { services, seconds: SECONDS[SECONDS.length - 1] }) +
        text(x(services), PLOT.bottom + 18, services.toLocaleString('en'), 'middle'),
    ),
    ...SECONDS.map(
      (seconds) =>
        line({ services: SERVICES[0], seconds }, { services: SERVICES[SERVICES.length - 1], seconds }) +
        text(PLOT.left - 8, y(seconds) + 4, `${seconds.toLocaleString('en')} s`, 'end'),
    ),
    text(PLOT.left, PLOT.top - 12, 'processor time, all cores', 'start'),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 42, 'services of 20 objects', 'middle'),
    ...all.map(curve),
    ...labels(all),
    '</svg>',
    '',
  ].join('\n');
}

function curve({ color, points, name }: Series): string {
  const path = points.map((point) => `${x(point.services)},${y(point.seconds)}`).join(' ');
  const width = name === 'SecureApp' ? 3 : 1.5;
  const dots = points.map((point) => `<circle cx="${x(point.services)}" cy="${y(point.seconds)}" r="3"/>`).join('');
  return `<g stroke="${color}" fill="${color}"><polyline points="${path}" fill="none" stroke-width="${width}"/>${dots}</g>`;
}

/** Names in the order in which the lines end, each as near to its end as the others let it be. */
function labels(all: readonly Series[]): string[] {
  const ends = all
    .filter(({ points }) => points.length > 0)
    .map((series) => ({ series, last: series.points[series.points.length - 1] }))
    .sort((one, other) => y(one.last.seconds) - y(other.last.seconds));
  let below = 0;
  return ends.map(({ series, last }) => {
    const height = Math.max(y(last.seconds) + 4, below + LABEL_HEIGHT);
    below = height;
    const leader = `<line x1="${x(last.services)}" y1="${y(last.seconds)}" x2="${PLOT.right + 8}" y2="${round(height - 4)}" stroke="${series.color}" stroke-width="0.5" stroke-dasharray="2 3"/>`;
    return leader + text(PLOT.right + 12, height, series.name, 'start', series.color);
  });
}

function line(from: Point, to: Point): string {
  return `<line x1="${x(from.services)}" y1="${y(from.seconds)}" x2="${x(to.services)}" y2="${y(to.seconds)}" stroke="#dddddd"/>`;
}

function text(left: number, top: number, content: string, anchor: string, color = '#333333'): string {
  return `<text x="${round(left)}" y="${round(top)}" text-anchor="${anchor}" fill="${color}">${content}</text>`;
}

function x(services: number): number {
  return round(PLOT.left + share(services, SERVICES) * (PLOT.right - PLOT.left));
}

function y(seconds: number): number {
  return round(PLOT.bottom - share(seconds, SECONDS) * (PLOT.bottom - PLOT.top));
}

/** Where a value stands between the first and the last of some, by their logarithms. */
function share(value: number, range: readonly number[]): number {
  const [first, last] = [range[0], range[range.length - 1]];
  return Math.log(value / first) / Math.log(last / first);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
