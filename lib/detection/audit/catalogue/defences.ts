import { Severity } from '../../../guardrails/rules/severity';
import { CONTROL_PLANE, CONTROLLERS } from '../actors';
import { absent } from '../condition';
import { AuditSignal } from '../signal';

const SEED_AUDIT = 'Phase 3: End-to-end log auditing';
const SEED_POLICY = 'Phase 2: Implement Role-Based Access Control, policy administration';
const SEED_POD = 'Phase 2: Configure the pod security context';
const LABEL = 'pod-security[.]kubernetes[.]io(/|~1)enforce';

/** Changes of what guards the cluster, and what gets past it. */
export const DEFENCES: readonly AuditSignal[] = [
  {
    id: 'admission-change',
    title: 'Admission control changed',
    severity: Severity.HIGH,
    detects: 'somebody makes, changes or deletes an admission policy, its binding or a webhook, or tries to',
    quiet:
      'the API server and its controllers are left out. Allow the account that deploys policies, and those of operators that ' +
      'renew the certificate of their own webhook.',
    seed: SEED_POLICY,
    when: [
      {
        field: 'objectRef.resource',
        in: [
          'validatingadmissionpolicies',
          'validatingadmissionpolicybindings',
          'mutatingadmissionpolicies',
          'mutatingadmissionpolicybindings',
          'validatingwebhookconfigurations',
          'mutatingwebhookconfigurations',
          'constrainttemplates',
        ],
      },
      { field: 'verb', in: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
      absent('objectRef.subresource'),
    ],
    except: [CONTROL_PLANE, CONTROLLERS],
  },
  {
    id: 'pod-security-downgrade',
    title: 'Namespace lets weaker pods in',
    severity: Severity.CRITICAL,
    detects: 'somebody takes `pod-security.kubernetes.io/enforce` off a namespace or sets it to baseline or privileged',
    quiet:
      'controllers do not write labels of namespaces, and namespaces of this library enforce `restricted` from the start.',
    seed: SEED_POD,
    when: [
      { field: 'objectRef.resource', in: ['namespaces'] },
      { field: 'verb', in: ['update', 'patch'] },
      absent('objectRef.subresource'),
      {
        any: [
          { field: 'requestObject', matches: `"${LABEL}": *(null|"(baseline|privileged)")` },
          { field: 'requestObject', matches: `"path": *"[^"]*${LABEL}"` },
          // a whole object of a namespace that this library made, without the label or with another level
          {
            all: [
              { field: 'requestObject', matches: '"app[.]kubernetes[.]io/managed-by": *"ack-secure-inference"' },
              { not: { field: 'responseObject', matches: `"${LABEL}": *"restricted"` } },
              { field: 'responseStatus.code', in: ['200'] },
            ],
          },
        ],
      },
    ],
    except: [],
  },
  {
    id: 'privileged-pod',
    title: 'Privileged pod admitted',
    severity: Severity.CRITICAL,
    detects: 'a pod that is privileged, shares a namespace of its node or mounts its file system was let in',
    quiet:
      'namespaces that enforce `restricted` admit none. Agents of nodes in kube-system are such pods and are left out; allow ' +
      'nobody else.',
    seed: SEED_POD,
    when: [
      { field: 'objectRef.resource', in: ['pods'] },
      { field: 'verb', in: ['create'] },
      absent('objectRef.subresource'),
      { not: { field: 'requestURI', matches: '^/api/v1/namespaces/kube-system/' } },
      { field: 'responseStatus.code', in: ['201'] },
      { field: 'requestObject', matches: '"(privileged|hostNetwork|hostPID|hostIPC)": *true|"hostPath": *[{]' },
    ],
    except: [],
  },
  {
    id: 'detection-removed',
    title: 'Audit or detection configuration removed',
    severity: Severity.CRITICAL,
    detects: 'somebody deletes what collects logs, watches the runtime or raises alerts, or tries to',
    quiet:
      'nothing deletes them while it works; a deployment tool that prunes is allowed by name. The controller that empties ' +
      'a deleted namespace is left out: the service that was watched goes with it.',
    seed: SEED_AUDIT,
    when: [
      { field: 'verb', in: ['delete', 'deletecollection'] },
      {
        any: [
          {
            field: 'objectRef.resource',
            in: [
              'aliyunlogconfigs',
              'clusteraliyunpipelineconfigs',
              'tracingpolicies',
              'tracingpoliciesnamespaced',
              'prometheusrules',
              'podmonitors',
            ],
          },
          // what ACK collects logs with, by its old and its new name
          { field: 'requestURI', matches: '/namespaces/kube-system/daemonsets/(logtail-ds|loongcollector-ds)([?]|$)' },
        ],
      },
    ],
    except: [CONTROL_PLANE, CONTROLLERS],
  },
];
