import { ConfigMaps } from './config-maps';
import { joined, Value, Word } from './word';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** Variables of a container by name. */
export type Environment = ReadonlyMap<string, Value>;

/**
 * `$(NAME)`, and `$$` for a dollar, as the kubelet replaces them in commands, arguments and variables. A name that is not
 * defined stays as it is written.
 */
const REFERENCE = /\$(\$|\(([^)]*)\))/g;

/**
 * Variables of a container: those of `envFrom`, then those of `env`, of which the last one of a name counts and may refer to
 * those before it.
 */
export function environmentOf(container: Fields, namespace: string, configMaps: ConfigMaps): Environment {
  const variables = new Map<string, Value>();
  for (const source of listIn(container.envFrom).map(fieldsIn)) {
    const prefix = String(source.prefix ?? '');
    const { name } = fieldsIn(source.configMapRef);
    for (const [key, entry] of configMaps.entries(namespace, name)) {
      variables.set(prefix + key, [entry]);
    }
  }
  for (const { name, value, valueFrom } of listIn(container.env).map(fieldsIn)) {
    const word = valueFrom
      ? referred(fieldsIn(valueFrom), namespace, configMaps)
      : expand(String(value ?? ''), variables);
    variables.set(String(name), [word]);
  }
  return variables;
}

/** A text with its references replaced. */
export function expand(text: string, variables: Environment): Word {
  if (!text.includes('$')) {
    return { text };
  }
  const used: Word[] = [];
  const expanded = text.replaceAll(REFERENCE, (reference, kind: string, name: string) => {
    if (kind === '$') {
      return '$';
    }
    const [word] = variables.get(name) ?? [];
    used.push(...(word ? [word] : []));
    return word ? word.text : reference;
  });
  return { ...joined(used), text: expanded };
}

function referred(valueFrom: Fields, namespace: string, configMaps: ConfigMaps): Word {
  const { name, key } = fieldsIn(valueFrom.configMapKeyRef);
  const entry = name === undefined ? undefined : configMaps.entry(namespace, name, key);
  return entry ?? { text: '', undecided: `its value comes from ${sourceOf(valueFrom)}` };
}

function sourceOf({ configMapKeyRef, secretKeyRef }: Fields): string {
  return configMapKeyRef
    ? `ConfigMap ${String(fieldsIn(configMapKeyRef).name)}, which is not among the objects`
    : secretKeyRef
      ? 'a Secret'
      : 'the running pod';
}
