import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const OUT = join(__dirname, '../../../out');

/** What is synthesized beside the examples, to be judged. */
export const COMBINATIONS = 'combinations';

/** Examples that write Kubernetes objects; `npm run examples` made them. The combinations are beside them. */
export function kubernetesExamples(): string[] {
  return examplesWith('k8s');
}

/** Stacks of examples that write some. */
export function stackFiles(): string[] {
  return examplesWith('terraform').flatMap((name) => {
    const folder = join(OUT, name, 'terraform');
    return readdirSync(folder).map((stack) => join(folder, stack, 'cdk.tf.json'));
  });
}

function examplesWith(folder: string): string[] {
  const names = existsSync(OUT) ? readdirSync(OUT).filter((name) => existsSync(join(OUT, name, folder))) : [];
  if (names.length === 0) {
    throw new Error('out/ holds no synthesized example: run npm run examples');
  }
  return names;
}

/** Files of an example, in the order in which they are applied. */
export function manifestFiles(example: string): string[] {
  const folder = join(OUT, example, 'k8s');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(folder, file));
}

export function manifests(file: string): any[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS())
    .filter((manifest) => manifest);
}
