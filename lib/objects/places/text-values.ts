interface YamlLoader {
  loadAll(text: string): unknown[];
}

/** More than any manifest; ConfigMaps end at 1 MiB. */
const LONGEST = 4 * 1024 * 1024;

/** Fields that nothing but a pod, or a text about pods, has. */
const OF_PODS = /\b(containers|podSpec|hostPID|hostNetwork|securityContext)\b["']?\s*:|\bkind\b["']?\s*:/;

/** Whether a text may be YAML or JSON of something that runs. */
export function mayHoldPods(text: string): boolean {
  return text.length > 10 && text.length <= LONGEST && OF_PODS.test(text);
}

/** Documents of a text in YAML or JSON; undefined where it is neither. */
export function valuesInText(text: string): readonly unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return yamlValues(text);
  }
}

function yamlValues(text: string): readonly unknown[] | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- bundled to CommonJS, and loaded on first use
  const { loadAll } = require('../../../vendor/js-yaml.js') as YamlLoader;
  try {
    return loadAll(text);
  } catch {
    return undefined;
  }
}
