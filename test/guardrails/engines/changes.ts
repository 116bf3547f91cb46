import { badValue, nameOf, spellings } from './settings';
import { serviceOf } from './support';
import { EngineKey, EngineProfile, ENGINES, RefusedSetting, SettingDanger } from '../../../lib/engines';
import { manifest } from '../../inference/fixtures';

/** A dangerous setting, as somebody adds it to what a construct emits. */
export interface Change {
  readonly engine: EngineKey;
  readonly setting: RefusedSetting;
  readonly danger: SettingDanger;
  /** For people: the engine, and the arguments or the variable. */
  readonly what: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

const PROFILES = Object.entries(ENGINES) as [EngineKey, EngineProfile][];

/** Every setting that constructors refuse, of every engine: each flag in one of its spellings, and each variable. */
export const CHANGES: readonly Change[] = PROFILES.flatMap(([engine, { refusedFlags, refusedEnv, valuesApart }]) => [
  ...refusedFlags.map((setting) => {
    const args = spellings(setting, valuesApart ?? false).at(-1)!;
    return { engine, setting, danger: setting.danger!, what: `${engine} ${args.join(' ')}`, args, env: [] };
  }),
  ...refusedEnv.map((setting) => {
    const variable = { name: nameOf(setting), value: badValue(setting) };
    return { engine, setting, danger: setting.danger!, what: `${engine} ${variable.name}`, args: [], env: [variable] };
  }),
]);

const emitted = new Map(
  PROFILES.map(([engine]) => [engine, JSON.stringify(manifest(serviceOf(engine), 'Deployment'))]),
);

/** The Deployment that a construct emits, with a change that somebody else made. */
export function changed({ engine, args, env }: Change): any {
  const deployment = JSON.parse(emitted.get(engine)!);
  const [container] = deployment.spec.template.spec.containers;
  container.args = [...(container.args ?? []), ...args];
  container.env = [...(container.env ?? []), ...env];
  return deployment;
}
