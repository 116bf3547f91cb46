import { PLATFORM_NAMESPACES } from './platform-namespaces';
import { Manifest } from '../../../objects/manifest';
import { groupKindOf, groupOf } from '../../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../../objects/unknown-fields';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

const PLATFORM = RegExp(PLATFORM_NAMESPACES);

export const gatekeeperEnforcement: ModelRule = {
  id: 'SAI-ADM-020',
  name: 'gatekeeper-not-enforced',
  title: 'Gatekeeper constraint without effect',
  rationale: 'A constraint that only logs, or that leaves namespaces out, is believed and does not refuse.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'constraints of any kind, and the Config of Gatekeeper',
    inCluster: 'each constraint is of a kind of its own, and an admission policy has to name the kinds that it sees',
  },
  judge: ({ objects }) =>
    objects
      .filter((object) => groupOf(object) === CONSTRAINTS || groupKindOf(object) === CONFIG)
      .map((subject) => ({ subject, path: 'spec', flaw: flawOf(subject) })),
  message: 'a constraint or setting of Gatekeeper leaves open what it seems to forbid',
  fix: 'set enforcementAction: deny, and exclude namespaces of the platform only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};

const CONSTRAINTS = 'constraints.gatekeeper.sh';
const CONFIG = 'config.gatekeeper.sh/Config';
const WEBHOOK = 'validation.gatekeeper.sh';

function flawOf(object: Manifest): string | undefined {
  const spec = fieldsIn(object.spec);
  return groupKindOf(object) === CONFIG ? configFlaw(spec) : constraintFlaw(spec);
}

function constraintFlaw({ enforcementAction = 'deny', scopedEnforcementActions, match }: Fields): string | undefined {
  const { excludedNamespaces, labelSelector, namespaceSelector } = fieldsIn(match);
  const denies =
    enforcementAction === 'deny' ||
    (enforcementAction === 'scoped' && listIn(scopedEnforcementActions).map(fieldsIn).some(isDenyAtWebhook));
  if (!denies) {
    return `enforcementAction ${String(enforcementAction)} refuses nothing at admission`;
  }
  const left = excluded(excludedNamespaces);
  return left.length > 0
    ? `it leaves out ${left.join(', ')}`
    : (optOutOf(labelSelector) ?? optOutOf(namespaceSelector));
}

function isDenyAtWebhook({ action, enforcementPoints }: Fields): boolean {
  const names = listIn(enforcementPoints).map((point) => fieldsIn(point).name);
  return action === 'deny' && names.some((name) => name === '*' || name === WEBHOOK);
}

function configFlaw({ match }: Fields): string | undefined {
  const left = listIn(match).flatMap((entry) => excluded(fieldsIn(entry).excludedNamespaces));
  return left.length > 0 ? `no process looks at ${left.join(', ')}` : undefined;
}

function excluded(namespaces: unknown): string[] {
  return listIn(namespaces)
    .map(String)
    .filter((name) => !PLATFORM.test(name));
}

function optOutOf(selector: unknown): string | undefined {
  const optOut = listIn(fieldsIn(selector).matchExpressions)
    .map(fieldsIn)
    .find(({ key, operator }) => ['NotIn', 'DoesNotExist'].includes(String(operator)) && key !== NAME);
  return optOut && `the label ${String(optOut.key)} opts out`;
}

const NAME = 'kubernetes.io/metadata.name';
