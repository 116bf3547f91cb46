import { Ask, Verdict } from './best-practices';

const VERDICTS: readonly Verdict[] = ['met', 'met when chosen', 'partly', 'not met'];

/** docs/COVERAGE.md: what the best practices ask for, what realizes it, what tests it and what stays open. */
export function coveragePage(asks: readonly Ask[]): string {
  const counts = VERDICTS.map((verdict) => `${asks.filter((ask) => ask.verdict === verdict).length} ${verdict}`);
  return [
    '# Coverage of the best practices',
    '',
    '<!-- Written by `npm run rules-page` from projenrc/docs/best-practices/. -->',
    '',
    "What Alibaba Cloud's *Best practices for securing containerized AI applications* (4 March 2026) ask for or warn of, in own words, with",
    'the constructs that realize it, the [rules](RULES.md) that find where it is missing, the tests, and the judges: tests against software',
    `of others. Of ${asks.length} asks: ${counts.join(', ')}. "Met when chosen" is off by default. Nothing here was run on Alibaba Cloud or on a GPU.`,
    ...[...new Set(asks.map(({ section }) => section))].flatMap((section) => [
      '',
      `## ${section}`,
      '',
      '| ask | verdict | constructs | rules | tests, judges | what stays open |',
      '|---|---|---|---|---|---|',
      ...asks.filter((ask) => ask.section === section).map(rowOf),
    ]),
    '',
  ].join('\n');
}

function rowOf({ ask, verdict, constructs, rules, tests, judges, residual }: Ask): string {
  const cells = [
    ask,
    verdict,
    constructs.map((name) => `\`${name}\``).join(', ') || '–',
    rules.map((id) => `[${id}](RULES.md#${id.toLowerCase()})`).join(', ') || '–',
    [...tests.map((path) => `test/${path}`), ...judges.map((path) => `test/judges/${path}`)]
      .map((path) => `[${path.replace(/^.*\/|\.test\.ts$/g, '').replace(/\.ts$/, '')}](../${path})`)
      .join(', '),
    residual,
  ];
  return `| ${cells.join(' | ')} |`;
}
