import { Chart } from 'cdk8s';
import { build } from '../../examples/oss-model';
import { Manifest } from '../../lib/objects/manifest';

/** The objects of an example, as they are written. */
export function synthesizedExample(): Manifest[] {
  return build('unused').flatMap((app) => app.charts.flatMap((chart: Chart) => chart.toJson() as Manifest[]));
}
