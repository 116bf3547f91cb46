import { Severity } from '../../../guardrails/rules/severity';
import { CONTROL_PLANE, CONTROLLERS } from '../actors';
import { AuditSignal } from '../signal';

const SEED = 'Phase 3: End-to-end log auditing, abnormal RBAC permission changes';
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Changes of who may do what. */
export const PERMISSIONS: readonly AuditSignal[] = [
  {
    id: 'rbac-change',
    title: 'Permissions changed',
    severity: Severity.MEDIUM,
    detects: 'somebody makes, changes or deletes a role or a binding, or tries to',
    quiet:
      'the API server and the controller that aggregates cluster roles are left out. Allow the account of the tool that ' +
      'deploys; permissions change with deployments only.',
    seed: SEED,
    when: [
      { field: 'objectRef.resource', in: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'] },
      { field: 'verb', in: WRITES },
    ],
    except: [CONTROL_PLANE, CONTROLLERS],
  },
  {
    id: 'rbac-escalation',
    title: 'Permissions that grant permissions',
    severity: Severity.CRITICAL,
    detects:
      'somebody binds cluster-admin or system:masters, writes a role with `bind`, `escalate`, `impersonate` or every verb, ' +
      'or is refused because the role holds more than they have',
    quiet:
      'the API server and its controllers are left out. Operators bring such roles when they are installed, which is when a ' +
      'person should look.',
    seed: SEED,
    when: [
      { field: 'objectRef.resource', in: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'] },
      { field: 'verb', in: ['create', 'update', 'patch'] },
      {
        any: [
          { field: 'requestObject', matches: '"verbs": *\\[[^\\]]*"(bind|escalate|impersonate[^"]*|[*])"' },
          { field: 'requestObject', matches: '"name": *"(cluster-admin|system:masters)"' },
          { field: 'responseStatus.message', matches: 'attempting to grant RBAC permissions not currently held' },
        ],
      },
    ],
    except: [CONTROL_PLANE, CONTROLLERS],
  },
  {
    id: 'impersonation',
    title: 'Another identity used',
    severity: Severity.HIGH,
    detects: 'somebody acts, or tries to act, as another user, group or service account',
    quiet: 'no part of Kubernetes impersonates. Allow the accounts of consoles that do.',
    seed: SEED,
    when: [
      { field: 'stage', in: ['ResponseStarted', 'ResponseComplete'] },
      {
        any: [
          { field: 'impersonatedUser.username', matches: '.' },
          // `cannot impersonate resource`, and in 1.37 `cannot impersonate-on:user-info:list resource`
          { field: 'responseStatus.message', matches: 'cannot impersonate[ -]' },
        ],
      },
    ],
    except: [],
  },
];
