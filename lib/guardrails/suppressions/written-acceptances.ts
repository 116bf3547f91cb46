import { IConstruct } from 'constructs';
import { Acceptance, acceptancesText } from './acceptances';
import type { AcknowledgeOptions } from './acknowledge-options';
import { fullSubject } from './subject-pattern';
import { writeAllOrNone } from '../../private/whole-files';
import { RULES } from '../rules';
import { locate, Located, risksCovering, suppressibleOf } from '../synthesis/located';
import { synthesizedOf } from '../synthesis/synthesized';

/** Writes the accepted risks of scopes, each for the objects that have the findings. */
export function writeAcceptances(scopes: readonly IConstruct[], file: string, registries?: string[]): void {
  const found = scopes.flatMap((scope) => locate(scope, synthesizedOf(scope), { registries }, RULES));
  writeAllOrNone({ [file]: acceptancesText(found.flatMap(acceptanceOf)) });
}

/** A risk that was accepted for one place is accepted for that place; any other for the object that has the finding. */
function acceptanceOf(located: Located): Acceptance[] {
  const risk: AcknowledgeOptions | undefined = risksCovering(located).at(-1);
  if (!risk) {
    return [];
  }
  const finding = suppressibleOf(located.violation);
  const place = risk.finding === undefined || finding.path === '' ? '' : ` ${finding.path}`;
  const { id: rule, reason, reference, expires } = risk;
  return [{ rule, subject: `${fullSubject(finding)}${place}`, reason, reference, expires }];
}
