import { EngineAdvisory, EngineProfile } from './engine-profile';
import { compareVersions, isVersion } from './version';
import { Problem } from '../private/problems';

/** Accepts for a while that the engine lacks the fix of an advisory. */
export interface AdvisoryWaiver {
  /** Identifier of the advisory, for example `CVE-2026-47155`. */
  readonly advisory: string;

  /** Why the risk is acceptable, at least 20 characters. It is printed in the report. */
  readonly reason: string;

  /** Last day on which it holds, `YYYY-MM-DD` (UTC). */
  readonly expires: string;
}

const SHORTEST_REASON = 20;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Problems of the version of an engine: advisories that it has no fix for, unless they are waived.
 *
 * @param profile what the library knows of the engine
 * @param version version of the engine in the image
 * @param waivers advisories that are accepted for a while
 * @param today the day on which waivers are judged
 */
export function checkVersion(
  profile: EngineProfile,
  version: string,
  waivers: readonly AdvisoryWaiver[] = [],
  today: Date = new Date(),
): Problem[] {
  if (!isVersion(version)) {
    return [
      {
        what: `version of ${profile.name} cannot be compared with the advisories`,
        got: version,
        allowed: 'numbers with dots, then rc, post or dev with a number: 0.33.0, 0.33.0rc1, 0.33.0.post1',
        fix: `give the version of ${profile.name} that the image holds`,
      },
    ];
  }
  const day = today.toISOString().slice(0, 10);
  const valid = new Set(
    waivers.filter((waiver) => checkWaiver(profile, waiver, day).length === 0).map((w) => w.advisory),
  );
  return [
    ...waivers.flatMap((waiver) => checkWaiver(profile, waiver, day)),
    ...openAdvisories(profile, version)
      .filter(({ id }) => !valid.has(id))
      .map((advisory) => lacksFix(profile, version, advisory)),
  ];
}

/** Where an advisory is published. */
export function advisorySource({ id, source }: EngineAdvisory): string {
  return source ?? sourceOf(id);
}

function sourceOf(id: string): string {
  return id.startsWith('GHSA-') ? `https://github.com/advisories/${id}` : `https://nvd.nist.gov/vuln/detail/${id}`;
}

/** Advisories that a version has no fix for. */
export function openAdvisories(profile: EngineProfile, version: string): EngineAdvisory[] {
  return profile.advisories.filter(({ fixedIn }) => compareVersions(version, fixedIn) < 0);
}

function lacksFix(profile: EngineProfile, version: string, advisory: EngineAdvisory): Problem {
  const { id, summary, fixedIn } = advisory;
  return {
    what: `${profile.name} ${version} has no fix for ${id} (${summary})`,
    got: version,
    allowed: `${fixedIn} or newer`,
    fix: `use an image with ${profile.name} ${fixedIn} or newer, or waive ${id} with a reason and an expiry; see ${advisorySource(advisory)}`,
  };
}

function checkWaiver(profile: EngineProfile, waiver: AdvisoryWaiver, day: string): Problem[] {
  const problems: Problem[] = [];
  if (!profile.advisories.some(({ id }) => id === waiver.advisory)) {
    problems.push({
      what: `a waiver names an advisory that ${profile.name} does not have`,
      got: waiver.advisory,
      allowed: profile.advisories.map(({ id }) => id).join(', ') || 'none',
      fix: 'remove the waiver, or correct the identifier',
    });
  }
  if (waiver.reason.trim().length < SHORTEST_REASON) {
    problems.push({
      what: `the waiver of ${waiver.advisory} has no reason`,
      got: waiver.reason,
      allowed: `at least ${SHORTEST_REASON} characters`,
      fix: 'say what keeps the risk acceptable, for example which control replaces the fix',
    });
  }
  if (!isDay(waiver.expires)) {
    problems.push({
      what: `the expiry of the waiver of ${waiver.advisory} is not a date`,
      got: waiver.expires,
      allowed: 'YYYY-MM-DD',
      fix: 'give the last day on which the waiver holds',
    });
  } else if (waiver.expires < day) {
    problems.push({
      what: `the waiver of ${waiver.advisory} has expired`,
      got: waiver.expires,
      allowed: `${day} or later`,
      fix: 'use a version with the fix, or judge the risk again and give a new expiry',
    });
  }
  return problems;
}

function isDay(text: string): boolean {
  return DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}
