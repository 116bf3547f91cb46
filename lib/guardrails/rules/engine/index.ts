import { environmentSources } from './environment-sources';
import { misfit } from './misfit';
import { otherFiles } from './other-files';
import { settingsElsewhere } from './settings-elsewhere';
import { toldCallers } from './told-callers';
import { uncheckedArguments } from './unchecked-arguments';
import { undecidedStart } from './undecided-start';
import { unknownProgram } from './unknown-program';
import { wayOut } from './way-out';
import { weakerLimits } from './weaker-limits';
import { Rule } from '../rule';

export const ENGINE_RULES: readonly Rule[] = [
  otherFiles,
  wayOut,
  uncheckedArguments,
  weakerLimits,
  toldCallers,
  misfit,
  environmentSources,
  unknownProgram,
  settingsElsewhere,
  undecidedStart,
];
