import { RefusedSetting, SettingDanger } from '../../../lib/engines';

/** The rule of each danger. */
export const RULE_OF: Readonly<Record<SettingDanger, readonly string[]>> = {
  [SettingDanger.MODEL_CODE]: ['SAI-MDL-001'],
  [SettingDanger.UNSAFE_WEIGHTS]: ['SAI-MDL-002'],
  [SettingDanger.UNSAFE_MESSAGES]: ['SAI-MDL-003'],
  [SettingDanger.LOADED_CODE]: ['SAI-MDL-005'],
  [SettingDanger.INJECTED_LIBRARIES]: ['SAI-GPU-003'],
  [SettingDanger.HUB_TOKEN]: ['SAI-MDL-008'],
  [SettingDanger.OTHER_FILES]: ['SAI-ENG-001'],
  [SettingDanger.SECOND_MODEL]: ['SAI-ENG-001'],
  [SettingDanger.WAY_OUT]: ['SAI-ENG-002'],
  [SettingDanger.UNCHECKED_SETTINGS]: ['SAI-ENG-003'],
  [SettingDanger.DEVELOPER_ROUTES]: ['SAI-API-001'],
  [SettingDanger.EXTRA_ROUTES]: ['SAI-API-009'],
  [SettingDanger.MODEL_CONTROL]: ['SAI-API-011'],
  [SettingDanger.KEY_IN_SPEC]: ['SAI-API-002'],
  [SettingDanger.LOGGED_PROMPTS]: ['SAI-API-003'],
  [SettingDanger.CALLER_DATA]: ['SAI-API-008'],
  [SettingDanger.MEDIA_FETCH]: ['SAI-API-004'],
  [SettingDanger.ANY_ORIGIN]: ['SAI-API-010'],
  [SettingDanger.WEAKER_LIMITS]: ['SAI-ENG-004'],
  [SettingDanger.TOLD_CALLERS]: ['SAI-ENG-005'],
  [SettingDanger.DEVICES]: ['SAI-GPU-001', 'SAI-GPU-002'],
  [SettingDanger.MISFIT]: ['SAI-ENG-006'],
};

/** A value with which a setting is refused. */
export function badValue({ values, allowedPattern, allowedValues, name }: RefusedSetting): string {
  return (
    (values?.[0] ?? (allowedPattern === undefined ? '' : '/tmp/other') + (allowedValues ? 'other' : '')) ||
    `value-of${name.length}`
  );
}

/** Ways to write a flag that is refused. */
export function spellings(setting: RefusedSetting, valuesApart: boolean): string[][] {
  // engines whose values stand apart have no keys of JSON values: a dot is a part of the name
  const [name, key] = valuesApart ? [setting.name] : setting.name.split('.', 2);
  const value = badValue(setting);
  return [name, ...(setting.aliases ?? [])].flatMap((flag) => {
    if (key !== undefined) {
      const json = JSON.stringify({ [key]: value });
      return [
        [`${flag}.${key}=${value}`],
        [`${flag}.${key}`, value],
        [`${flag}=${json}`],
        [flag, json],
        [`${flag}=${JSON.stringify({ a: { [key]: value } })}`],
      ];
    }
    return valuesApart
      ? [[flag, value]]
      : [[`${flag}=${value}`], [flag, value], [`${flag.replace(/(?<=\w)-/g, '_')}=${value}`]];
  });
}

/** Name of a variable that the setting stands for. */
export const nameOf = ({ name }: RefusedSetting) => name.replace('*', 'X');
