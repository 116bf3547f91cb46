import { KnownEngine } from '../../../engines/known-engine';
import { KNOWN_ENGINES } from '../../../engines/launches';
import { NewerAdvisory, withNewer } from '../../../engines/newer-advisories';
import { newestFix } from '../../../engines/newest-fix';
import { olderThan } from '../../../engines/older-than';
import { SERVING_CONTAINERS } from '../fragments';
import { CelRule } from '../rule';
import { Severity } from '../severity';

const LABELS = 'pod.?metadata.?labels';

/** What decides whether an engine is vulnerable, of engines with the advisories that are known of them. */
function verdictOf(engines: readonly KnownEngine[]): Pick<CelRule, 'cel' | 'fix'> {
  const vulnerable = engines.flatMap((engine) => newestFix(engine) ?? []);
  // Labels that name an engine in a version without the newest fix.
  const byLabel = vulnerable.map(
    ({ name, fixedIn }) =>
      `(${LABELS}[?'app.kubernetes.io/name'].orValue('') == '${name}' ` +
      `&& ${LABELS}[?'app.kubernetes.io/version'].orValue('').matches(r'${olderThan(fixedIn)}'))`,
  );
  // Official images, and copies of them, by their tags.
  const oldTags = vulnerable
    .filter(({ images }) => images.length > 0)
    .map(({ images, fixedIn }) => `(${images.join('|')}):${olderThan(fixedIn).slice(1)}`);
  const byTag = `${SERVING_CONTAINERS}.exists(member, member.?image.orValue('').matches(r'(^|/)(${oldTags.join('|')})'))`;
  return {
    cel: [...byLabel, byTag].map((isOld) => `!${isOld}`).join('\n    && '),
    fix: `use ${vulnerable.map(({ name, fixedIn, ids }) => `${name} ${fixedIn} (${ids.join(', ')})`).join(', ')}, or newer ones`,
  };
}

export const versionLabel: CelRule = {
  id: 'SAI-IMG-006',
  name: 'vulnerable-engine',
  title: 'Engine version with known vulnerabilities',
  rationale:
    'Published vulnerabilities of inference engines include remote code execution without authentication. The version is that of the label, or the tag of an image whose name is known; a digest alone says none.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  ...verdictOf(KNOWN_ENGINES),
  message: 'the version label or the tag of the image names an engine with published vulnerabilities',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010', 'AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};

/** What the rule says with advisories that are newer than the record. */
export function verdictWith(newer: readonly NewerAdvisory[]): Pick<CelRule, 'cel' | 'fix'> {
  return verdictOf(KNOWN_ENGINES.map((engine) => ({ ...engine, advisories: withNewer(engine, newer) })));
}
