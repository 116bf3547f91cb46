import { Launch } from '../../../effective/commands/started';
import { Start } from '../../../effective/commands/starts';
import { textsOf } from '../../../effective/commands/word';
import { Danger, dangersInArguments, dangersInVariable } from '../../../engines/arguments/dangers';
import { REMOTE_WEIGHTS } from '../../../engines/remote-weights';
import { SettingDanger } from '../../../engines/setting-danger';
import { ModelRule, ModelVerdict } from '../rule';
import { Severity } from '../severity';

export const settingsElsewhere: ModelRule = {
  id: 'SAI-ENG-009',
  name: 'engine-setting-in-config-map',
  title: 'Dangerous setting in a ConfigMap',
  rationale:
    'A script, a variable or a configuration file of a ConfigMap takes effect like an argument of the container, and is changed without a change of the workload.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt:
      'commands of every container together with the ConfigMaps that its variables, scripts and configuration files come from',
    inCluster:
      'an API server sees one object at a time; SAI-ENG-003 refuses scripts and configuration files there, and SAI-ENG-007 variables of whole ConfigMaps',
  },
  judge: ({ starts }) => starts.flatMap((start) => verdictsOf(start, start.started.launches.flatMap(flawsOf))),
  message: 'a ConfigMap gives an engine a dangerous setting',
  fix: 'remove it from the ConfigMap, and write arguments and variables in the container, where admission sees them',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    owaspK8s: ['K01'],
    atlas: ['AML.M0011'],
    seed: ['Security risks: Model file execution risks'],
  },
};

const FETCHED = RegExp(REMOTE_WEIGHTS);

/** A verdict for each flaw of a container, or that it has none. */
export function verdictsOf({ pod, container }: Start, flaws: readonly string[]): ModelVerdict[] {
  const place = { subject: pod.object, path: pod.path, container: String(container.name ?? '') };
  return flaws.length === 0 ? [place] : [...new Set(flaws)].map((flaw) => ({ ...place, flaw }));
}

/** What stands in the container itself is found by rules over containers. */
function flawsOf({ engine, args, variables }: Launch): string[] {
  const elsewhere = args.filter(({ origin }) => origin !== undefined);
  const inArguments =
    elsewhere.length === 0
      ? []
      : dangersInArguments(engine, textsOf(args)).flatMap((danger) => {
          const word = elsewhere.find(({ text }) => danger.written.includes(text));
          return word === undefined ? [] : [{ danger, origin: word.origin! }];
        });
  const inVariables = [...variables].flatMap(([name, [word]]) =>
    word?.origin === undefined
      ? []
      : dangersInVariable(engine, name, word.text).map((danger) => ({ danger, origin: word.origin! })),
  );
  const fetched = elsewhere.filter(({ text }) => FETCHED.test(text.toLowerCase()));
  return [
    ...[...inArguments, ...inVariables].filter(({ danger }) => isJudged(danger)).map(describe),
    ...fetched.map(({ origin }) => `${origin} names an address from which the engine fetches weights itself`),
  ];
}

/** Configuration files are read; what does not fit policies is no danger. */
function isJudged({ setting: { danger } }: Danger): boolean {
  return danger !== SettingDanger.UNCHECKED_SETTINGS && danger !== SettingDanger.MISFIT;
}

function describe({ danger: { setting, written }, origin }: { danger: Danger; origin: string }): string {
  // a value may be a secret
  const spelled = written[0].replace(/=.*$/s, '');
  const alias = spelled === setting.name ? '' : ` (${setting.name})`;
  return `${origin} sets ${spelled}${alias}, which ${setting.reason}`;
}
