import { namesTwoModels, onCommandLine, runs } from './command-line';
import { setsNo } from './settings';
import { KNOWN_ENGINES } from '../../../engines/launches';
import { REMOTE_WEIGHTS_ON_LINE } from '../../../engines/remote-weights';
import { SettingDanger } from '../../../engines/setting-danger';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** The last of several models counts. */
const TWO_MODELS = KNOWN_ENGINES.flatMap((engine) => {
  const two = namesTwoModels(engine);
  return two === undefined ? [] : [`!(${runs(engine)} && ${two})`];
});

/** A model, adapter or draft that the engine fetches itself, past every check. */
const NO_REMOTE_WEIGHTS = `!line.matches(r'${REMOTE_WEIGHTS_ON_LINE}')`;

export const otherFiles: Rule = {
  id: 'SAI-ENG-001',
  name: 'engine-reads-other-files',
  title: 'Files from another place than the model',
  severity: Severity.MEDIUM,
  rationale:
    'Verification covers the files of the model that is mounted. Weights, adapters, tokenizers and templates from another place were not scanned or signed, and a later flag replaces what an earlier one named.',
  match: { subject: 'container' },
  cel: onCommandLine([setsNo(SettingDanger.OTHER_FILES), ...TWO_MODELS, NO_REMOTE_WEIGHTS].join('\n    && ')),
  message: 'weights, adapters, a tokenizer or files are read from another place than the verified model',
  fix: 'remove the flag or variable, and put what it names into the directory of the verified model',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    atlas: ['AML.T0010', 'AML.M0013'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
