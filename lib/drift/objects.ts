import { changedId, missingId } from './classify';
import { controlsOf } from './controls';
import { differences } from './differences';
import { Drift, drift } from './drift';
import { addedTo } from './tolerance';
import { objectName } from '../guardrails/evidence/subjects';
import { Manifest } from '../objects/manifest';

/** An object that was synthesized, and the file that holds it. */
export interface Expected {
  readonly object: Manifest;
  readonly file: string;
}

/** How an object of the cluster differs from what was synthesized. */
export function objectDrifts({ object, file }: Expected, actual: Manifest | undefined): Drift[] {
  const facts = { object: objectName(object), file };
  if (actual === undefined) {
    return [drift({ ...facts, id: missingId(object) })];
  }
  return differences(object, actual, addedTo(object)).map((difference) =>
    drift({
      ...facts,
      ...difference,
      id: changedId(object, difference),
      controls: controlsOf(object, difference.path),
    }),
  );
}
