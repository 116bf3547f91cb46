import type { Residual } from './residuals';
import { objectName } from './subjects';
import { Manifest } from '../../objects/manifest';
import { MANUAL_STEP, RESIDUAL_RISK } from '../../objects/residual-annotations';

/** What objects say that they leave open, by their names. */
export function statedResiduals(objects: readonly Manifest[]): Record<string, Residual> {
  return Object.fromEntries(
    objects.flatMap((object) => {
      const { annotations = {} } = (object.metadata ?? {}) as { annotations?: Record<string, string | undefined> };
      const { [RESIDUAL_RISK]: risk, [MANUAL_STEP]: manualStep = '' } = annotations;
      return risk === undefined ? [] : [[objectName(object), { risk, manualStep }] as const];
    }),
  );
}
