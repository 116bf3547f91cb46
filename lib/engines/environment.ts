import { EngineProfile, RefusedSetting } from './engine-profile';
import { Problem } from '../private/problems';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Kubernetes replaces `$(NAME)` in arguments and variables when the container starts, after every check. */
export const EXPANSION = /\$\([^)]*\)/;

/**
 * Problems of the variables that a user adds.
 *
 * @param profile what the library knows of the engine
 * @param env variables by name
 */
export function checkEnvironment(profile: EngineProfile, env: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(env).flatMap(([name, value]) => checkVariable(profile, name, value));
}

function checkVariable(profile: EngineProfile, name: string, value: string): Problem[] {
  if (!NAME.test(name)) {
    return [
      {
        what: 'a variable has no name that a process can read',
        got: name,
        allowed: 'letters, digits and underscores, not a digit first',
        fix: 'rename it',
      },
    ];
  }
  // Values are not repeated in messages: a variable that is refused may hold a secret.
  const problems = profile.refusedEnv
    .filter((setting) => namesVariable(setting, name) && refusesValue(setting, value))
    .map((setting) => ({
      what: `variable ${name} is refused: ${setting.reason}`,
      got: name,
      allowed: allowedValues(setting),
      fix: `remove ${name} from the environment`,
    }));
  if (problems.length === 0 && profile.env[name] !== undefined) {
    problems.push({
      what: `variable ${name} is set by the library`,
      got: name,
      allowed: profile.env[name].includes('${') ? 'a number of the abuse budget' : `${name}=${profile.env[name]}`,
      fix: `remove ${name} from the environment`,
    });
  }
  if (EXPANSION.test(value)) {
    problems.push({
      what: `variable ${name} is completed when the container starts, where nothing checks it`,
      got: name,
      allowed: 'a value without $(NAME)',
      fix: 'write the value itself',
    });
  }
  return problems;
}

/** Whether a setting is about a variable. */
export function namesVariable(setting: RefusedSetting, name: string): boolean {
  if (setting.name.startsWith('*')) {
    return name.endsWith(setting.name.slice(1));
  }
  return setting.name.endsWith('*')
    ? name.startsWith(setting.name.slice(0, -1)) && !(setting.except ?? []).includes(name)
    : name === setting.name;
}

/** A path in the directory of a model, with a name in front of it; no segment begins with a dot. */
const IN_MODELS = /^([^=/{}"' ]+=)?\/models(\/[\w-][\w.-]*)+(:[\d.]+)?$/;

/** Whether a setting is refused with this value. Engines read values in any case. */
export function refusesValue(setting: RefusedSetting, value: string): boolean {
  if (setting.inModels) {
    return !value.split(',').every((path) => IN_MODELS.test(path));
  }
  const among = (values: readonly string[]) => values.some((other) => other.toLowerCase() === value.toLowerCase());
  if (setting.allowedPattern !== undefined) {
    return !new RegExp(`^(${setting.allowedPattern})$`).test(value);
  }
  if (setting.allowedValues !== undefined) {
    return !among(setting.allowedValues);
  }
  return setting.values === undefined || among(setting.values);
}

/** What a refused setting may be instead, as a clause of an error. */
export function allowedValues(setting: RefusedSetting): string {
  if (setting.inModels) {
    return 'a path below /models, where the models of the service are mounted';
  }
  if (setting.allowedPattern !== undefined) {
    return `a value that matches ${setting.allowedPattern}`;
  }
  if (setting.allowedValues !== undefined) {
    return setting.allowedValues.map((value) => (value === '' ? 'an empty text' : value)).join(', ');
  }
  return setting.values === undefined ? 'not to set it' : `a value other than ${setting.values.join(', ')}`;
}
