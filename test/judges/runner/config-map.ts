import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface ConfigMap {
  readonly data?: Record<string, string>;
  readonly binaryData?: Record<string, string>;
}

/** Writes the files of the only ConfigMap among manifests, as the kubelet does for a volume. */
export function writeConfigMap(manifests: readonly any[], directory: string): void {
  const maps: ConfigMap[] = manifests.filter(({ kind }) => kind === 'ConfigMap');
  if (maps.length !== 1) {
    throw new Error(`there are ${maps.length} ConfigMaps; the volume is of one`);
  }
  const [{ data = {}, binaryData = {} }] = maps;
  mkdirSync(directory);
  for (const [name, text] of Object.entries(data)) {
    writeFileSync(join(directory, name), text);
  }
  for (const [name, bytes] of Object.entries(binaryData)) {
    writeFileSync(join(directory, name), Buffer.from(bytes, 'base64'));
  }
}
