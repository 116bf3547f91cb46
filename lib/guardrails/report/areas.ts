import { Area, Control } from './data';
import { RESIDUALS } from '../evidence/residuals';
import { Severity } from '../rules/severity';

/** Names of the areas of rule ids, `SAI-<AREA>-<NNN>`. */
export const AREA_TITLES: Readonly<Record<string, string>> = {
  IMG: 'Images',
  MDL: 'Models',
  POD: 'Pods',
  IDN: 'Identity and secrets',
  NET: 'Network',
  MSH: 'Service mesh',
  API: 'Inference API',
  ENG: 'Engine settings',
  GPU: 'GPUs',
  AVL: 'Availability',
  ADM: 'Admission',
  CLU: 'Cluster',
  NOD: 'Nodes',
  REG: 'Registry',
  AUD: 'Audit',
  DET: 'Detection',
};

/** What a rule counts in a score: each severity twice the one below it. */
const WEIGHTS: Readonly<Record<Severity, number>> = {
  [Severity.LOW]: 1,
  [Severity.MEDIUM]: 2,
  [Severity.HIGH]: 4,
  [Severity.CRITICAL]: 8,
};

/** Area of a rule, for example `POD`. */
export function areaOf(ruleId: string): string {
  return ruleId.split('-')[1];
}

/** Scores of the areas of which rules had something to look at. */
export function areasOf(controls: readonly Control[]): Area[] {
  return Object.entries(AREA_TITLES).flatMap(([area, title]) => {
    const own = controls.filter((control) => control.area === area);
    const held = own.filter(({ status }) => status === 'held');
    return own.length > 0
      ? [{ area, title, rules: own.length, held: held.length, score: scoreOf(own)!, ...RESIDUALS[area] }]
      : [];
  });
}

/**
 * Share of the rules that hold wherever they look, weighted by severity. A risk that somebody accepted is still one, so
 * that it does not count as held. Rounded down, so that 100 means all.
 */
export function scoreOf(controls: readonly Control[]): number | undefined {
  const weight = (some: readonly Control[]) => some.reduce((sum, { severity }) => sum + WEIGHTS[severity], 0);
  const held = controls.filter(({ status }) => status === 'held');
  return controls.length > 0 ? Math.floor((100 * weight(held)) / weight(controls)) : undefined;
}
