import { PolicyStatement } from '../policy-statement';
import { compactDocument } from './json-document';
import { checkKnown } from './known';
import { Problem } from '../../private/problems';

/** Services whose rights let a role give itself every other right. */
const RIGHTS = /^(ram|ims|sts):/i;

/** `<service>:<Verb>`, where a star stands for what follows a verb and never for the verb itself. */
const ACTION = /^[a-z0-9-]+:[A-Z][A-Za-z0-9]*\*?$/;

/** At least one part after the account is given. */
const RESOURCE = /^acs:[a-z0-9-]+:[^:]*:[^:]*:[^:*].*$|^acs:[a-z0-9-]+:[a-z0-9-]+:[^:]*:\*$/;

/** What RAM takes. Source: documentation of the provider, `policy_document`. */
const MOST_BYTES = 6144;

/** A policy document of RAM. Statements with the same resources are one, then those with the same actions. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  const byResources = merged(statements, 'resources', 'actions');
  return compactDocument({
    Version: '1',
    Statement: merged(byResources, 'actions', 'resources').map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
    })),
  });
}

/** Problems of a policy that RAM does not take. What only Terraform knows counts as nothing. */
export function checkSize(statements: readonly PolicyStatement[]): Problem[] {
  const bytes = Buffer.byteLength(policyDocument(statements).replace(/\$\{TfToken\[[^\]]*\]\}/g, ''));
  return bytes <= MOST_BYTES
    ? []
    : [
        {
          what: 'policy of the role is larger than RAM takes',
          got: `${bytes} bytes`,
          allowed: `${MOST_BYTES} bytes`,
          fix: 'grant a directory above several of these, or give some of the grants to a role of their own',
        },
      ];
}

function merged(
  statements: readonly PolicyStatement[],
  same: keyof PolicyStatement,
  joined: keyof PolicyStatement,
): PolicyStatement[] {
  const groups = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const key = JSON.stringify([...statement[same]].sort());
    const before = groups.get(key);
    groups.set(
      key,
      before ? { ...before, [joined]: [...new Set([...before[joined], ...statement[joined]])] } : statement,
    );
  }
  return [...groups.values()];
}

/** Problems of statements that allow more than what is named. */
export function checkStatements(statements: readonly PolicyStatement[]): Problem[] {
  return statements.flatMap(({ actions, resources }) => [
    ...actions.flatMap((action) => checkKnown(action, checkAction)),
    ...resources.flatMap((resource) => checkKnown(resource, checkResource)),
    ...(actions.length > 0 && resources.length > 0 ? [] : [empty({ actions, resources })]),
  ]);
}

function checkAction(action: string): Problem[] {
  return ACTION.test(action) && !RIGHTS.test(action)
    ? []
    : [
        {
          what: 'action is wider than a role of a workload may have',
          got: action,
          allowed: 'a verb of one service such as oss:GetObject or oss:Get*, not one that gives rights',
          fix: 'name what the workload does',
        },
      ];
}

function checkResource(resource: string): Problem[] {
  return RESOURCE.test(resource)
    ? []
    : [
        {
          what: 'resource matches everything in a service',
          got: resource,
          allowed: 'acs:<service>:<region>:<account>:<name>, with a region or a name',
          fix: 'name the bucket, key or instance, for example acs:oss:*:*:acme-models/qwen3-8b/*',
        },
      ];
}

function empty(got: PolicyStatement): Problem {
  return {
    what: 'statement allows nothing',
    got,
    allowed: 'at least one action and one resource',
    fix: 'leave the statement out, or complete it',
  };
}
