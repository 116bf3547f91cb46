import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, AppProps, Chart, Names, YamlOutputType } from 'cdk8s';
import { CheckedManifests } from './checked-manifests';
import { ConstructTree } from './construct-tree';
import { SynthPlan } from './synth-plan';
import { writeWhole } from '../private/whole-files';

/**
 * A cdk8s app for many services. It writes the same files as `App`, byte for byte, in a time that grows with their
 * number, where that of `App` grows with its square, and with the number of paths through dependencies. Nothing else
 * changes: every construct works in both.
 *
 * Validations run once for each construct, before anything is written. Charts are written one by one, so that memory
 * holds the text of one. What only cdk8s can serialize is serialized by it: classes that override `toJson`, lazy values,
 * tokens, own resolvers. Synthesis adds no dependencies to the constructs, as that of `App` does.
 *
 * Errors are those of `App`: failed validations (all in one error), dependency cycles, objects that cannot be
 * serialized.
 *
 * @example
 *
 * import { Chart } from 'cdk8s';
 * import { SecureApp } from 'ack-secure-inference';
 *
 * const app = new SecureApp({ outdir: 'dist' });
 * new Chart(app, 'inference');
 * app.synth();
 */
export class SecureApp extends App {
  /** Manifests that were read to be checked, until they are written. */
  private readonly checked = new CheckedManifests(this);
  private readonly recordsPaths: boolean;

  /** @param props those of `App`: where to write, and into which files */
  public constructor(props: AppProps = {}) {
    super(props);
    this.recordsPaths = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /** All charts in the order in which they are written: each after those that it depends on. */
  public get charts(): Chart[] {
    return this.plan()?.charts.map(({ chart }) => chart) ?? super.charts;
  }

  /** Writes all manifests to `outdir`. */
  public synth(): void {
    fs.mkdirSync(this.outdir, { recursive: true });
    this.checked.during(() => {
      validate(this);
      const plan = this.plan();
      if (plan === undefined) {
        super.synth();
        return;
      }
      this.writeManifests(plan);
      if (this.recordsPaths) {
        this.writeConstructPaths(plan);
      }
    });
  }

  /**
   * Renders all manifests without writing them.
   *
   * @returns the objects of all charts as YAML documents
   */
  public synthYaml(): string {
    const plan = this.plan();
    if (plan === undefined) {
      return super.synthYaml();
    }
    return this.checked.during(() => {
      validate(this);
      return plan.charts.flatMap((planned) => plan.textsOf(planned)).join(SEPARATOR);
    });
  }

  private plan(): SynthPlan | undefined {
    return SynthPlan.of(this, this.checked);
  }

  private writeManifests(plan: SynthPlan): void {
    switch (this.yamlOutputType) {
      case YamlOutputType.FILE_PER_APP:
        if (plan.charts.length > 0) {
          this.writeTogether('app', plan);
        }
        break;
      case YamlOutputType.FILE_PER_CHART:
        plan.charts.forEach((planned, i) => {
          this.write(fileName(plan, i), plan.textsOf(planned));
        });
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const planned of plan.charts) {
          for (const reading of plan.readingsOf(planned)) {
            if (reading.manifest !== undefined) {
              this.write(resourceName(reading.manifest as Named), [plan.textOf(reading)]);
            }
          }
        }
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        plan.charts.forEach((planned, i) => {
          const folder = fileName(plan, i);
          fs.mkdirSync(path.join(this.outdir, folder), { recursive: true });
          for (const object of plan.objectsOf(planned)) {
            this.write(path.join(folder, resourceName(object)), [plan.textOf(plan.read(object))]);
          }
        });
        break;
    }
  }

  private write(name: string, documents: readonly string[]): void {
    writeWhole(path.join(this.outdir, name + this.outputFileExtension), documents.join(SEPARATOR));
  }

  /** One chart after the other, and all of them or nothing. */
  private writeTogether(name: string, plan: SynthPlan): void {
    const file = path.join(this.outdir, name + this.outputFileExtension);
    const unfinished = `${file}.unfinished`;
    const stream = fs.openSync(unfinished, 'w');
    try {
      let separator = '';
      for (const planned of plan.charts) {
        for (const text of plan.textsOf(planned)) {
          fs.writeSync(stream, separator + text);
          separator = SEPARATOR;
        }
      }
      fs.renameSync(unfinished, file);
    } finally {
      fs.closeSync(stream);
      fs.rmSync(unfinished, { force: true });
    }
  }

  private writeConstructPaths(plan: SynthPlan): void {
    const resources: { [name: string]: { path: string } } = {};
    for (const object of plan.charts.flatMap((planned) => plan.objectsOf(planned))) {
      resources[object.name] = { path: object.node.path };
    }
    const file = path.join(this.outdir, 'construct-metadata.json');
    writeWhole(file, JSON.stringify({ version: '1.0.0', resources }));
  }
}

const SEPARATOR = '---\n';

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name?: string };
}

/** As cdk8s says it, with every problem of every construct. */
function validate(app: App): void {
  const errors = new ConstructTree(app).constructs.flatMap(({ node }) =>
    node.validate().map((error) => `[${node.path}] ${error}`),
  );
  if (errors.length > 0) {
    throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
  }
}

function fileName(plan: SynthPlan, index: number): string {
  const name = Names.toDnsLabel(plan.charts[index].chart);
  return plan.hasDependentCharts ? `${index.toString().padStart(4, '0')}-${name}` : name;
}

function resourceName({ kind, metadata }: Named): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
