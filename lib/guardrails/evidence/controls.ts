import { IConstruct } from 'constructs';
import { judgesOf } from './judges';
import { CheckStatus, EvidenceCheck, EvidenceControl } from './pack';
import { areaOf } from './residuals';
import { applicationsOf, objectName, resourceFields } from './subjects';
import { Manifest } from '../../objects/manifest';
import { addressOf, TerraformResource } from '../../terraform/resource';
import { RULES } from '../rules';
import { isOfTypes, Rule } from '../rules/rule';
import { Finding, FindingStatus } from '../synthesis/finding';

/** What was synthesized. */
export interface Synthesized {
  readonly objects: readonly { readonly construct: IConstruct; readonly manifest: Manifest }[];
  readonly stacks: readonly { readonly construct: IConstruct; readonly resources: readonly TerraformResource[] }[];
  readonly findings: readonly Finding[];
}

const STATUS: Record<FindingStatus, CheckStatus> = {
  [FindingStatus.OPEN]: 'open',
  [FindingStatus.ACKNOWLEDGED]: 'accepted',
};

/** Every rule with where it was asked; those that were asked nowhere have no checks. */
export function controlsOf(synthesized: Synthesized): EvidenceControl[] {
  return RULES.map((rule) => ({
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    frameworks: rule.frameworks,
    judges: judgesOf(rule),
    residual: areaOf(rule.id),
    checks: checksOf(rule, synthesized),
  }));
}

function checksOf(rule: Rule, synthesized: Synthesized): EvidenceCheck[] {
  const found = synthesized.findings.filter(({ ruleId }) => ruleId === rule.id);
  switch (rule.match.subject) {
    case 'bundle':
    case 'model':
      return synthesized.objects.length === 0 ? [] : together('all objects', found);
    case 'terraform':
      return resourceChecks(rule, rule.match.types, synthesized, found);
    default:
      return objectChecks(rule, synthesized, found);
  }
}

function objectChecks(rule: Rule, { objects }: Synthesized, found: readonly Finding[]): EvidenceCheck[] {
  return objects.flatMap(({ construct, manifest }) => {
    const applications = applicationsOf(rule, manifest);
    if (applications.length === 0) {
      return [];
    }
    const { path } = construct.node;
    return [
      {
        object: objectName(manifest),
        constructPath: path,
        fields: [...new Set(applications.flatMap(({ fields }) => fields))],
        ...outcome(found.filter(({ constructPath }) => constructPath === path)),
      },
    ];
  });
}

function resourceChecks(
  rule: Rule,
  types: readonly string[],
  { stacks }: Synthesized,
  found: readonly Finding[],
): EvidenceCheck[] {
  return stacks.flatMap(({ construct, resources }) =>
    resources
      .filter(({ type }) => isOfTypes(type, types))
      .map((resource) => {
        const object = addressOf(resource);
        return {
          object,
          constructPath: construct.node.path,
          fields: resourceFields(rule),
          ...outcome(
            found.filter((finding) => finding.subject === object && isWithin(finding.constructPath, construct)),
          ),
        };
      }),
  );
}

/** What concerns several: one check that holds, or one for each finding. */
function together(object: string, found: readonly Finding[], constructPath = ''): EvidenceCheck[] {
  if (found.length === 0) {
    return [{ object, constructPath, fields: [], status: 'holds' }];
  }
  return found.map((finding) => ({
    object: finding.subject ?? object,
    constructPath: finding.constructPath,
    fields: [],
    ...outcome([finding]),
  }));
}

/** An open finding counts before those that somebody accepted. */
function outcome(found: readonly Finding[]): Pick<EvidenceCheck, 'status' | 'reason'> {
  const [finding] = [...found].sort(
    (a, b) => Number(b.status === FindingStatus.OPEN) - Number(a.status === FindingStatus.OPEN),
  );
  return finding ? { status: STATUS[finding.status], reason: finding.reason } : { status: 'holds' };
}

function isWithin(path: string, construct: IConstruct): boolean {
  return path === construct.node.path || path.startsWith(`${construct.node.path}/`);
}
