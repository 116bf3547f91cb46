import { verdictsOf } from './settings-elsewhere';
import { Start } from '../../../effective/commands/starts';
import { ENGINE_WORDS } from '../../../engines/launches';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

const ENGINE = RegExp(ENGINE_WORDS);

export const undecidedStart: ModelRule = {
  id: 'SAI-ENG-010',
  name: 'engine-start-not-decided',
  title: 'Start of an engine that cannot be followed',
  rationale:
    'What a script that is not there, an input or a variable of the running container starts takes effect like a command, and no rule has seen it.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt:
      'commands of containers that serve, through shells, wrappers and the scripts of ConfigMaps among the objects',
    inCluster: 'CEL cannot read scripts; SAI-ENG-003 refuses there what a shell, a script or a variable would decide',
  },
  judge: ({ starts }) => starts.flatMap((start) => verdictsOf(start, mayServe(start) ? reasonsOf(start) : [])),
  message: 'what starts in a container that serves is not known',
  fix: 'start the engine without a shell, with its arguments in the container; or check a script together with its ConfigMap',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0011'],
    seed: ['Phase 1: Use minimal base images'],
  },
};

function mayServe({ started, hasAccelerator, container }: Start): boolean {
  const { command, args, image } = container;
  return (
    started.undecided.length + started.launches.length > 0 &&
    (hasAccelerator || started.launches.length > 0 || ENGINE.test(JSON.stringify([command, args, image]).toLowerCase()))
  );
}

/** Arguments that stand in the container itself are read by SAI-ENG-003. */
function reasonsOf({ started }: Start): string[] {
  const ofScripts = started.launches.flatMap(({ args }) =>
    args.flatMap(({ undecided, origin }) =>
      undecided === undefined || origin === undefined ? [] : [`${undecided}: ${origin}`],
    ),
  );
  return [...started.undecided.map(({ reason, place }) => (place ? `${reason}: ${place}` : reason)), ...ofScripts];
}
