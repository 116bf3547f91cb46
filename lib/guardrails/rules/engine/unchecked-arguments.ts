import { IS_TOO_LONG, MAY_SERVE, onWholeLine, RAW_LINE, SERVES } from './command-line';
import { setsNo } from './settings';
import { SettingDanger } from '../../../engines/setting-danger';
import { Rule } from '../rule';
import { Severity } from '../severity';

const WORDS = '(container.?command.orValue([]) + container.?args.orValue([]))';

/** A text for a shell, `sh -c`. */
const SHELL_TEXT = String.raw`line.matches(r'[ /](ba|da|a|k|z)?sh( -[a-z-]+)* -[a-z]*c( |$)')`;

/** What only a running shell knows: variables, the output of commands, and texts that come from elsewhere. */
const DECIDED_BY_SHELL = String.raw`(${RAW_LINE}).matches(r'[$\x60]|<<|[{][^ "\x27]*,') || line.matches(r'(^| )(eval|source|xargs|[.]) ')`;

/** A program file in place of the engine: a shell script, or Python code on the command line. */
const SCRIPT = String.raw`line.matches(r'^ *([^ ]*/)?(ba|da|a|k|z)?sh( -[abd-z-]+)* [^ -]') || line.matches(r'^ *[^ ]*[.](sh|bash|py|pl|rb)( |$)') || line.matches(r'(^|[ /])python[0-9.]* (-[a-z]+ )*-c ')`;

/** `$(NAME)` in place of a flag: Kubernetes puts the value there after every check. */
const EXPANDED_FLAG = String.raw`${WORDS}.exists(word, word.matches(r'^[^=]*[$][(][A-Za-z_]') && !container.?env.orValue([]).exists(variable, has(variable.value) && !variable.value.contains('$(') && word == '$(' + variable.name + ')'))`;

/** A character of JSON by its number, which hides the name of a key. */
const HIDDEN_KEY = String.raw`${WORDS}.exists(word, word.matches(r'\\u[0-9a-fA-F]{4}'))`;

export const uncheckedArguments: Rule = {
  id: 'SAI-ENG-003',
  name: 'engine-arguments-not-visible',
  title: 'Arguments that cannot be checked',
  severity: Severity.MEDIUM,
  rationale:
    'What a configuration file, a script or a shell variable adds to the command line takes effect like any flag, and no rule can read it.',
  match: { subject: 'container' },
  cel: `(${IS_TOO_LONG}) ? !${MAY_SERVE} : ${onWholeLine(`
    ${setsNo(SettingDanger.UNCHECKED_SETTINGS)}
    && (
      !${SERVES}
      || (
        !(${SHELL_TEXT} && (${DECIDED_BY_SHELL}))
        && !(${SCRIPT})
        && !(${EXPANDED_FLAG})
        && !(${HIDDEN_KEY})
      )
    )
  `)}`,
  message:
    'settings of the engine come from a file, a script, a variable or a very long command line that is not read here',
  fix: 'start the engine without a shell and write its flags as arguments; give variables with value, not $(NAME)',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0011'],
    seed: ['Phase 1: Use minimal base images'],
  },
};
