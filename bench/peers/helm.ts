import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Peer } from './peer';
import { goInstall } from '../../test/judges/support/go';
import { NAME } from '../name';

const CHART = 'apiVersion: v2\nname: teams\nversion: 1.0.0\n';

/** One release with a chart that ranges over the services: many releases would each start a process. */
export function helm(module: string, version: string, folder: string): Peer {
  let program: string;
  return {
    prepare: (objects, chart) => {
      program = goInstall(`${module}/cmd/helm`, version, folder);
      mkdirSync(join(chart, 'templates'), { recursive: true });
      writeFileSync(join(chart, 'Chart.yaml'), CHART);
      writeFileSync(join(chart, 'values.yaml'), 'services: 1\n');
      writeFileSync(join(chart, 'templates/teams.yaml'), template(objects));
    },
    command: (services, chart) => [program, 'template', 'bench', chart, '--set', `services=${services}`],
    writesTheSame: true,
  };
}

function template(objects: readonly object[]): string {
  const documents = objects.map((object) => `---\n${stringify(object)}`).join('');
  const escaped = documents.replaceAll('{{', '{{ "{{" }}').replaceAll(NAME, '{{ $name }}');
  return `{{- range $i := until (int .Values.services) }}{{- $name := printf "team-%d" $i }}\n${escaped}{{- end }}\n`;
}
