import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardrails } from '../../../../lib';
import { manifestFiles } from '../example-output';

/** Objects of the quickstart that a namespace has once. */
const OF_NAMESPACE = /^kind: (Namespace|ResourceQuota|LimitRange)$|^ {2}name: default-deny$/m;

/** Services of one namespace, which lie in one file. */
export const PER_NAMESPACE = 50;

/** Many services as the quickstart has one, with one pod each and without sidecars; returns their files. */
export function writeServices(folder: string, count: number): string[] {
  mkdirSync(folder, { recursive: true });
  const documents = readFileSync(manifestFiles('quickstart')[0], 'utf8')
    .replace('replicas: 2', 'replicas: 1')
    .replace('sidecar.istio.io/inject: "true"', 'sidecar.istio.io/inject: "false"')
    .replace('requests.nvidia.com/gpu: "4"', 'requests.nvidia.com/gpu: "400"')
    .split(/^---\n/m);
  const shared = documents.filter((document) => OF_NAMESPACE.test(document));
  const own = documents.filter((document) => !OF_NAMESPACE.test(document));
  const files = Array.from({ length: Math.ceil(count / PER_NAMESPACE) }, (_, space) => {
    const services = Array.from({ length: Math.min(PER_NAMESPACE, count - space * PER_NAMESPACE) }, (__, index) =>
      own.map((document) => document.replace(/\bqwen\b/g, `qwen-${space}-${index}`)),
    );
    const text = [...shared, ...services.flat()]
      .join('---\n')
      .replace(/(name|namespace): inference$/gm, `$1: many-${space}`);
    const file = join(folder, `many-${space}.k8s.yaml`);
    writeFileSync(file, text);
    return file;
  });
  guardrails.Evidence.write([], folder);
  return files;
}
