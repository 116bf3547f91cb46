import { onCommandLine, runsAny } from './command-line';
import { KNOWN_ENGINES } from '../../../engines/launches';
import { UNKNOWN_SERVER_IMAGES, UNKNOWN_SERVERS } from '../../../engines/unknown-servers';
import { WANTS_GPU } from '../accelerators';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** What is a model server by its name, or wants a GPU. */
const MAY_SERVE = `(${WANTS_GPU} || line.matches(r'${UNKNOWN_SERVERS}') || (!has(container.command) && container.?image.orValue('').matches(r'${UNKNOWN_SERVER_IMAGES}')))`;

export const unknownProgram: Rule = {
  id: 'SAI-ENG-008',
  name: 'unknown-gpu-program',
  title: 'Unknown model server, or program on a GPU',
  severity: Severity.LOW,
  rationale:
    'The rules know the dangerous settings of the engines that they recognize. For any other program they have nothing to say, which must not look like a clean result.',
  match: { subject: 'container' },
  cel: onCommandLine(`!${MAY_SERVE} || ${runsAny(...KNOWN_ENGINES.map(({ name }) => name))}`),
  message:
    'what serves models or runs on a GPU is not an engine that these rules know, so that its settings were not checked',
  fix: 'start a known engine by its own command, or check by hand what the program loads, serves and connects to',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
  },
};
