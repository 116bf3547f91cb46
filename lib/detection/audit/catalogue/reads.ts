import { Severity } from '../../../guardrails/rules/severity';
import { CONTROL_PLANE, CONTROLLERS, KUBELETS } from '../actors';
import { AuditSignal } from '../signal';

const SEED = 'Phase 3: End-to-end log auditing, read requests for Secrets and ConfigMaps';
const NAMESPACED = '^/api/v1/namespaces/';
const READERS = [CONTROL_PLANE, KUBELETS, CONTROLLERS];

/** Reads of what holds credentials and configuration. */
export const READS: readonly AuditSignal[] = [
  {
    id: 'secret-read',
    title: 'Secret read',
    severity: Severity.HIGH,
    detects: 'a person or a workload reads Secrets of one namespace',
    quiet:
      'kubelets and controllers are left out; services of this library mount no Secret through the API. Allow the accounts ' +
      'of deployment tools that read Secrets.',
    seed: SEED,
    when: [
      { field: 'objectRef.resource', in: ['secrets'] },
      { field: 'verb', in: ['get', 'list', 'watch'] },
      { field: 'requestURI', matches: NAMESPACED },
    ],
    except: READERS,
  },
  {
    id: 'secret-list-cluster-wide',
    title: 'Secrets of all namespaces listed',
    severity: Severity.CRITICAL,
    detects: 'somebody lists or watches the Secrets of all namespaces at once',
    quiet:
      'only the control plane and its controllers hold the Secrets of all namespaces. Allow operators that do, by name.',
    seed: SEED,
    when: [
      { field: 'objectRef.resource', in: ['secrets'] },
      { field: 'verb', in: ['list', 'watch'] },
      { not: { field: 'requestURI', matches: NAMESPACED } },
    ],
    except: [CONTROL_PLANE, CONTROLLERS],
  },
  {
    id: 'config-map-read',
    title: 'ConfigMap read',
    severity: Severity.LOW,
    detects: 'a person or a workload reads ConfigMaps',
    quiet:
      'kubelets and controllers are left out; services of this library do not read ConfigMaps through the API unless ' +
      '`apiAccess` says so. Allow their accounts and those of deployment tools.',
    seed: SEED,
    when: [
      { field: 'objectRef.resource', in: ['configmaps'] },
      { field: 'verb', in: ['get', 'list', 'watch'] },
    ],
    except: READERS,
  },
  {
    id: 'token-request',
    title: 'Service account token requested',
    severity: Severity.HIGH,
    detects: 'somebody other than a kubelet has a token of a service account made',
    quiet:
      'kubelets request the tokens of their own pods, and the controller manager those of its controllers; both are left out.',
    seed: 'Phase 3: Runtime behavior monitoring, credential theft',
    when: [
      { field: 'objectRef.resource', in: ['serviceaccounts'] },
      { field: 'objectRef.subresource', in: ['token'] },
      { field: 'verb', in: ['create'] },
    ],
    except: [CONTROL_PLANE, KUBELETS],
  },
  {
    id: 'anonymous-success',
    title: 'Anonymous request answered',
    severity: Severity.CRITICAL,
    detects: 'a request without credentials got an answer',
    quiet: 'health and version, which Kubernetes answers to everybody, are left out; all else needs credentials.',
    seed: 'Phase 3: End-to-end log auditing',
    when: [
      { field: 'user.username', in: ['system:anonymous'] },
      { field: 'responseStatus.code', matches: '^[123]' },
      { not: { field: 'requestURI', matches: '^/(healthz|livez|readyz|version)([/?]|$)' } },
    ],
    except: [],
  },
];
