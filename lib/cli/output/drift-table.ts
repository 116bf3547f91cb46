import type { DriftReport } from './drift-report';
import type { Target } from './formats';
import { severityText, styleFor } from './style';
import { wrap } from './wrap';
import { Drift } from '../../drift/drift';

const SEVERITY_WIDTH = 'critical'.length;
const INDENT = 2;
const LONGEST_VALUE = 120;

/** Drift by object, the worst first, then what was looked at. */
export function* driftTable(report: DriftReport, target: Target): Generator<string> {
  const style = styleFor(target);
  // an object stands where its worst difference would
  for (const object of new Set(report.drifts.map((drift) => drift.object))) {
    yield `${style('bold', object)}\n`;
    for (const drift of report.drifts.filter((one) => one.object === object)) {
      const { severity, id, message, path } = drift;
      const text = INDENT + SEVERITY_WIDTH + 1;
      const lines = [
        `${' '.repeat(INDENT)}${severityText(style, severity, severity.padEnd(SEVERITY_WIDTH))} ${style('bold', id)}`,
        wrap(message, target.columns ?? Infinity, text),
        ...(path ? [style('dim', path)] : []),
        ...valuesOf(drift),
        wrap(`fix: ${drift.fix}`, target.columns ?? Infinity, text),
      ];
      yield `${lines.join(`\n${' '.repeat(text)}`)}\n`;
    }
  }
  for (const line of report.passedOver) {
    yield `${style('dim', `not looked at: ${line}`)}\n`;
  }
  const looked = `looked at ${report.objects} objects and ${report.pods} pods of ${report.server}`;
  yield report.drifts.length > 0
    ? style('red', `failed: ${report.drifts.length} differences; ${looked}\n`)
    : report.problems.length > 0
      ? style('yellow', `not all could be read; no difference in the rest; ${looked}\n`)
      : style('green', `passed: nothing differs; ${looked}\n`);
}

function valuesOf({ expected, actual, controls }: Drift): string[] {
  return [
    `declared: ${shown(expected)}`,
    `cluster:  ${shown(actual)}`,
    ...(controls.length > 0 ? [`controls: ${controls.join(', ')}`] : []),
  ];
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
