import { Report } from './report';

/** A report as JSON, finding by finding, since there may be hundreds of thousands. */
export function* json(report: Report): Generator<string> {
  const { findings, ...rest } = report;
  const head = JSON.stringify(rest, undefined, 2);
  yield `${head.slice(0, head.lastIndexOf('\n}'))},\n  "findings": [`;
  for (const [index, finding] of findings.entries()) {
    yield `${index > 0 ? ',' : ''}\n    ${JSON.stringify(finding, undefined, 2).replaceAll('\n', '\n    ')}`;
  }
  yield `${findings.length > 0 ? '\n  ' : ''}]\n}\n`;
}
