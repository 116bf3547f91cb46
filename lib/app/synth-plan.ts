import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { CheckedManifests } from './checked-manifests';
import { ConstructTree } from './construct-tree';
import { DependenciesOfApp, ForeignDependency } from './dependencies';
import { DependencyOrder } from './dependency-order';
import { isKnownCdk8s } from './known-cdk8s';
import { manifestReader } from './manifest-reader';
import { Reading } from './plain-manifest';
import { Json, stringifyDocument, stringifyTree } from './yaml-writer';

/** A chart and where it stands in the tree of its app. */
export interface PlannedChart {
  readonly chart: Chart;
  readonly position: number;
}

/** What is written in which order, and how an object becomes text. */
export class SynthPlan {
  /** @returns undefined when a construct depends on one outside of the app */
  public static of(app: App, checked: CheckedManifests): SynthPlan | undefined {
    try {
      return new SynthPlan(app, checked);
    } catch (error) {
      if (error instanceof ForeignDependency) {
        return undefined;
      }
      throw error;
    }
  }

  /** Each after those that it depends on. */
  public readonly charts: readonly PlannedChart[];
  /** True when a chart stands in another or depends on one: files are numbered then. */
  public readonly hasDependentCharts: boolean;
  /** The manifest of an object. */
  public readonly read: (object: ApiObject) => Reading;
  private readonly order: DependencyOrder;
  private readonly isKnown = isKnownCdk8s();

  private constructor(app: App, checked: CheckedManifests) {
    const tree = new ConstructTree(app);
    const dependencies = new DependenciesOfApp(tree);
    this.order = new DependencyOrder(tree, dependencies.all);
    this.hasDependentCharts = dependencies.betweenCharts;
    this.charts = this.order.charts().map((position) => ({ chart: tree.constructs[position] as Chart, position }));
    const read = manifestReader(app);
    this.read = (object) => checked.take(object) ?? read(object);
  }

  public objectsOf({ position }: PlannedChart): ApiObject[] {
    return this.order.objectsOf(position);
  }

  /** The manifests of a chart. One that overrides `toJson` has the last word on them. */
  public readingsOf(planned: PlannedChart): Reading[] {
    const { chart } = planned;
    return chart.toJson === Chart.prototype.toJson
      ? this.objectsOf(planned).map((object) => this.read(object))
      : Object.values(chart.toJson()).map((manifest) => ({ manifest, isTree: false }));
  }

  public textsOf(planned: PlannedChart): string[] {
    return this.readingsOf(planned).map((reading) => this.textOf(reading));
  }

  public textOf({ manifest, isTree }: Reading): string {
    if (!this.isKnown) {
      return Yaml.stringify(manifest);
    }
    return isTree ? stringifyTree(manifest as Json) : stringifyDocument(manifest);
  }
}
