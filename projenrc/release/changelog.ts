import { readFileSync } from 'node:fs';

/** A version that CHANGELOG.md names. */
export interface Release {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** What changed, in Markdown. */
  readonly notes: string;
}

export interface Changelog {
  /** Newest first. */
  readonly releases: readonly Release[];
  /** What has no version yet, in Markdown. */
  readonly unreleased: string;
}

const HEADING = /^## \[(?<name>[^\]]+)\](?: - (?<date>\d{4}-\d{2}-\d{2}))?[ \t]*$/;

/** @throws if a heading is neither `[Unreleased]` nor a version with a date */
export function readChangelog(text = readFileSync('CHANGELOG.md', 'utf8')): Changelog {
  const [, ...sections] = text.split(/^(?=## )/m);
  const read = sections.map((section) => {
    const [heading, ...lines] = section.split('\n');
    const { name, date } = HEADING.exec(heading)?.groups ?? {};
    if (name !== 'Unreleased' && (!/^\d+\.\d+\.\d+$/.test(name ?? '') || date === undefined)) {
      throw new Error(
        `CHANGELOG.md: heading of no version: got ${JSON.stringify(heading)}; write ## [1.2.3] - 2026-01-31`,
      );
    }
    return { version: name, date, notes: lines.join('\n').trim() };
  });
  return {
    releases: read.filter(({ version }) => version !== 'Unreleased'),
    unreleased: read.find(({ version }) => version === 'Unreleased')?.notes ?? '',
  };
}
