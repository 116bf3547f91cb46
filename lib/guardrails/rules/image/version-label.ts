import { KNOWN_ENGINES } from '../../../engines/launches';
import { newestFix } from '../../../engines/newest-fix';
import { olderThan } from '../../../engines/older-than';
import { SERVING_CONTAINERS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

const VULNERABLE = KNOWN_ENGINES.flatMap((engine) => newestFix(engine) ?? []);

const LABELS = 'pod.?metadata.?labels';

/** Whether labels name an engine in a version without the newest fix. */
const BY_LABEL = VULNERABLE.map(
  ({ name, fixedIn }) =>
    `(${LABELS}[?'app.kubernetes.io/name'].orValue('') == '${name}' ` +
    `&& ${LABELS}[?'app.kubernetes.io/version'].orValue('').matches(r'${olderThan(fixedIn)}'))`,
);

/** Official images, and copies of them, by their tags. */
const OLD_TAGS = VULNERABLE.map(({ images, fixedIn }) => `(${images.join('|')}):${olderThan(fixedIn).slice(1)}`);

const BY_TAG = `${SERVING_CONTAINERS}.exists(member, member.?image.orValue('').matches(r'(^|/)(${OLD_TAGS.join('|')})'))`;

export const versionLabel: Rule = {
  id: 'SAI-IMG-006',
  name: 'vulnerable-engine',
  title: 'Engine version with known vulnerabilities',
  rationale:
    'Published vulnerabilities of inference engines include remote code execution without authentication. The version is that of the label, or the tag of an image whose name is known; a digest alone says none.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: [...BY_LABEL, BY_TAG].map((isOld) => `!${isOld}`).join('\n    && '),
  message: 'the version label or the tag of the image names an engine with published vulnerabilities',
  fix: `use ${VULNERABLE.map(({ name, fixedIn, ids }) => `${name} ${fixedIn} (${ids.join(', ')})`).join(', ')}, or newer ones`,
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010', 'AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
