import { parametersOf } from './parameters-of';
import type { Observer, Parameters, Violation } from './violation';
import { Models } from '../../effective/models';
import { withoutNulls } from '../../objects/defaults';
import { Manifest } from '../../objects/manifest';
import { ModelRule } from '../rules/rule';

/** Evaluates rules over effective models of objects; the models are built once for all rules. */
export function evaluateModels(
  written: readonly Manifest[],
  rules: readonly ModelRule[],
  parameters: Parameters,
  observe: Observer,
): Violation[] {
  const asWritten = new Map(written.map((object) => [withoutNulls(object), object]));
  const models = new Models([...asWritten.keys()]);
  return rules.flatMap((rule) => {
    const violations: Violation[] = [];
    try {
      for (const { subject: judged, path, container, flaw } of rule.judge(models, parametersOf(rule, parameters))) {
        const subject = asWritten.get(judged);
        observe(rule, flaw === undefined, subject);
        if (flaw !== undefined) {
          violations.push({ rule, subject, path, container, detail: flaw });
        }
      }
    } catch (error) {
      const [subject] = written.length === 1 ? written : [];
      observe(rule, false, subject);
      violations.push({ rule, subject, path: '', error: (error as Error).message.split('\n')[0] });
    }
    return violations;
  });
}
