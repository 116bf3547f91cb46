import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { CheckedDocuments } from './checked-documents';
import { ConstructTree } from './construct-tree';
import { DependenciesOfApp, ForeignDependency } from './dependencies';
import { DependencyOrder } from './dependency-order';
import { isKnownCdk8s } from './known-cdk8s';
import { manifestReader } from './manifest-reader';
import { stringifyDocument } from './yaml-writer';

/** A chart and where it stands in the tree of its app. */
export interface PlannedChart {
  readonly chart: Chart;
  readonly position: number;
}

/** What is written in which order, and how an object becomes text. */
export class SynthPlan {
  /** @returns undefined when a construct depends on one outside of the app */
  public static of(app: App, checked: CheckedDocuments): SynthPlan | undefined {
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
  public readonly manifestOf: (object: ApiObject) => unknown;
  private readonly order: DependencyOrder;

  private constructor(
    app: App,
    private readonly checked: CheckedDocuments,
  ) {
    const tree = new ConstructTree(app);
    const dependencies = new DependenciesOfApp(tree);
    this.order = new DependencyOrder(tree, dependencies.all);
    this.hasDependentCharts = dependencies.betweenCharts;
    this.charts = this.order.charts().map((position) => ({ chart: tree.constructs[position] as Chart, position }));
    this.manifestOf = manifestReader(app);
  }

  public objectsOf({ position }: PlannedChart): ApiObject[] {
    return this.order.objectsOf(position);
  }

  /** The manifests of a chart. One that overrides `toJson` has the last word on them. */
  public manifestsOf(planned: PlannedChart): unknown[] {
    return isPlain(planned) ? this.objectsOf(planned).map(this.manifestOf) : Object.values(planned.chart.toJson());
  }

  /** What is written of a chart. */
  public documentsOf(planned: PlannedChart): Buffer[] {
    return isPlain(planned)
      ? this.objectsOf(planned).map((object) => this.documentOf(object))
      : this.manifestsOf(planned).map(documentWriter());
  }

  public documentOf(object: ApiObject): Buffer {
    return this.checked.take(object) ?? documentWriter()(this.manifestOf(object));
  }
}

function isPlain({ chart }: PlannedChart): boolean {
  return chart.toJson === Chart.prototype.toJson;
}

/** How manifests become what is written. */
export function documentWriter(): (manifest: unknown) => Buffer {
  const textOf = isKnownCdk8s() ? stringifyDocument : Yaml.stringify;
  return (manifest) => Buffer.from(textOf(manifest));
}
