/** Makes the objects of a team with the classes of cdk8s-plus, those that it has none for as `ApiObject`. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { report } from './usage';
import { NAME } from '../name';
import type { PlusSynthesis } from '../workload';

type Kind = new (scope: Chart, id: string, props: object) => ApiObject;

const { services }: PlusSynthesis = JSON.parse(process.argv[2]);
const outdir = process.argv[3];
const classes = k8s as unknown as Record<string, Kind | undefined>;
const text = readFileSync(join(__dirname, 'team.json'), 'utf8');

void report(() => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'teams');
  for (let i = 0; i < services; i++) {
    const objects = JSON.parse(text.replaceAll(NAME, `team-${i}`));
    objects.forEach((object: { apiVersion: string; kind: string }, index: number) => {
      const { apiVersion, kind, ...props } = object;
      const Kube = apiVersion.includes('.k8s.io/') || !apiVersion.includes('.') ? classes[`Kube${kind}`] : undefined;
      const id = `team-${i}-${kind}${index}`;
      Kube ? new Kube(chart, id, props) : new ApiObject(chart, id, object);
    });
  }
  app.synth();
});
rmSync(outdir, { recursive: true });
