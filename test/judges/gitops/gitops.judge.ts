/**
 * Every example as tools of delivery read it, that people put between synthesis and the cluster: kustomize, Flux's substitution
 * of variables, Helm's templates. What they emit is what was synthesized.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { kubernetesExamples, manifestFiles, manifests } from '../cluster/example-output';
import { goBuild, goInstall } from '../support/go';
import { GO, judge } from '../support/judge';

const HELM = 'v3.22.0';
const MANY = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const;

/** An object whose texts each of the tools would replace: what is not changed here was not read by the tool. */
const EXPANDED = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'control' } },
  data: { flux: '${JUDGE}', helm: '{{ .Chart.Name }}' },
};

judge('tools of delivery', [GO], () => {
  const examples = kubernetesExamples();
  let folder: string;
  let control: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gitops-'));
    control = join(folder, 'control.yaml');
    writeFileSync(control, stringify(EXPANDED));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe('kustomize, and Flux after it', () => {
    const built = new Map<string, any[]>();

    beforeAll(() => {
      const program = goBuild(join(__dirname, 'flux'), 'flux');
      const kustomization = (name: string, files: readonly string[]) => {
        const target = join(folder, 'kustomize', name);
        mkdirSync(target, { recursive: true });
        files.forEach((file) => copyFileSync(file, join(target, basename(file))));
        const resources = files.map((file) => basename(file));
        writeFileSync(join(target, 'kustomization.yaml'), stringify({ resources }));
        return target;
      };
      const folders = [
        ...examples.map((name) => kustomization(name, manifestFiles(name))),
        kustomization('control', [control]),
      ];
      const answer = JSON.parse(execFileSync(program, folders, MANY)) as Record<string, any[]>;
      Object.entries(answer).forEach(([target, objects]) => built.set(basename(target), objects));
    });

    test.each(examples)('%s', (name) => {
      expect(byKey(built.get(name)!)).toEqual(byKey(manifestFiles(name).flatMap(manifests)));
    });

    test('would replace a variable', () => {
      expect(built.get('control')).toMatchObject([{ data: { flux: 'substituted' } }]);
    });
  });

  describe(`Helm ${HELM}`, () => {
    let helm: string;

    beforeAll(() => {
      helm = goInstall('helm.sh/helm/v3/cmd/helm', HELM);
    });

    /** What `helm template` makes of a chart with some files for templates, as `cdk8s synth --format helm` writes it. */
    const templated = (name: string, files: readonly string[]): any[] => {
      const chart = join(folder, 'helm', name);
      mkdirSync(join(chart, 'templates'), { recursive: true });
      writeFileSync(join(chart, 'Chart.yaml'), stringify({ apiVersion: 'v2', name: 'judged', version: '1.0.0' }));
      files.forEach((file) => copyFileSync(file, join(chart, 'templates', basename(file))));
      const rendered = execFileSync(helm, ['template', 'release', chart], MANY);
      return parseAllDocuments(rendered).flatMap((document) => document.toJS() ?? []);
    };

    test.each(examples)('%s', (name) => {
      expect(byKey(templated(name, manifestFiles(name)))).toEqual(byKey(manifestFiles(name).flatMap(manifests)));
    });

    test('would replace an expression', () => {
      expect(templated('control', [control])).toMatchObject([{ data: { helm: 'judged' } }]);
    });
  });
});

/** Objects by what they are called: tools may write them in another order. */
function byKey(objects: readonly any[]): Record<string, unknown> {
  const named = objects.map((object) => [
    [object.apiVersion, object.kind, object.metadata.namespace ?? '', object.metadata.name].join(' '),
    object,
  ]);
  expect(new Set(named.map(([key]) => key)).size).toBe(objects.length);
  return Object.fromEntries(named);
}
