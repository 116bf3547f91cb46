import { createHash } from 'node:crypto';
import { controlsSection } from './controls';
import { decisionsSection } from './decisions';
import { findingsSection } from './findings';
import { integritySection } from './integrity';
import { html as piece, Markup } from './markup';
import { reachabilitySection } from './reachability';
import { subjectOf, summarySection } from './summary';
import { ReportData } from '../data';
import { momentText, problemText, unknownText } from '../text';

const SECTIONS = [
  ['summary', 'Summary'],
  ['findings', 'Findings'],
  ['controls', 'Controls'],
  ['reachability', 'Who reaches whom'],
  ['accepted', 'Accepted risks'],
  ['residual', 'Residual risks'],
  ['manual', 'Manual steps'],
  ['integrity', 'Judges and integrity'],
] as const;

/** A report as one page that needs nothing beside it. It runs no script and has no style but its own, by digest. */
export function* html(report: ReportData): Generator<string> {
  const { style, script } = assets();
  const policy = `default-src 'none'; style-src '${digestOf(style)}'; script-src '${digestOf(script)}'; base-uri 'none'; form-action 'none'`;
  const subject = subjectOf(report);
  yield piece`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Security report: ${subject}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#summary">Skip to the summary</a>
<header>
<h1>Security report</h1>
<p class="subject">${subject}</p>
<p class="made">${report.tool.name} ${report.tool.version}, ${momentText(report.generatedAt)}</p>
</header>
<nav aria-label="Sections"><ul>${SECTIONS.map(([id, title]) => piece`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
`.text;
  for (const section of [
    summarySection,
    problemsSection,
    unknownSection,
    unjudgedSection,
    findingsSection,
    controlsSection,
    reachabilitySection,
    decisionsSection,
    integritySection,
  ]) {
    yield section(report).text;
  }
  yield piece`</main>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

function problemsSection({ problems, warnings }: ReportData): Markup {
  const texts = [...problems.map(problemText), ...warnings];
  return texts.length === 0
    ? piece``
    : piece`<section class="problems" aria-labelledby="problems-title"><h2 id="problems-title">Not read, and to be mended</h2>
<ul>${texts.map((text) => piece`<li>${text}</li>`)}</ul></section>
`;
}

/** What nobody knows before the apply. */
function unknownSection({ unknown }: ReportData): Markup {
  return unknown.length === 0
    ? piece``
    : piece`<section id="unknown" class="problems" aria-labelledby="unknown-title"><h2 id="unknown-title">Not understood</h2>
<ul>${unknown.map((each) => piece`<li>${each.mayRun && !each.accepted ? 'May run: ' : ''}${unknownText(each)}</li>`)}</ul></section>
`;
}

function unjudgedSection({ unjudged }: ReportData): Markup {
  return unjudged.length === 0
    ? piece``
    : piece`<section class="problems" aria-labelledby="unjudged-title"><h2 id="unjudged-title">Cannot be judged before the apply</h2>
<ul>${unjudged.map(({ ruleId, title, subject, reason }) => piece`<li>${ruleId} ${subject ?? 'the whole stack'}: ${title}; ${reason}</li>`)}</ul></section>
`;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Made of the files in browser/. */
function assets(): { readonly style: string; readonly script: string } {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- text, and loaded on first use
  return require('../../../../vendor/report-page.js') as { style: string; script: string };
}
