import { Severity } from '../../../guardrails/rules/severity';
import { AuditSignal } from '../signal';

/** Ways into a running container. */
export const SESSIONS: readonly AuditSignal[] = [
  {
    id: 'pod-session',
    title: 'Session in a container',
    severity: Severity.HIGH,
    detects:
      'somebody runs a command in a container, attaches to it or forwards one of its ports, by WebSocket or SPDY',
    quiet: 'no controller opens sessions. Neither verb nor status is looked at: over WebSocket the verb is `get`.',
    seed: 'Phase 3: End-to-end log auditing, kubectl exec commands to enter a container',
    when: [
      { field: 'objectRef.resource', in: ['pods'] },
      { field: 'objectRef.subresource', in: ['exec', 'attach', 'portforward'] },
    ],
    except: [],
  },
  {
    id: 'node-proxy-session',
    title: 'Session through the kubelet',
    severity: Severity.CRITICAL,
    detects: 'somebody reaches the exec interface of a kubelet through the API server, past what guards pods/exec',
    quiet: 'nothing uses this path; what scrapes the metrics of kubelets through the API server asks for other paths.',
    seed: 'Phase 3: End-to-end log auditing, kubectl exec commands to enter a container',
    when: [
      { field: 'objectRef.resource', in: ['nodes'] },
      { field: 'objectRef.subresource', in: ['proxy'] },
      { field: 'requestURI', matches: '/proxy/(exec|run|attach|portForward|cri)/' },
    ],
    except: [],
  },
  {
    id: 'ephemeral-container',
    title: 'Container added to a running pod',
    severity: Severity.HIGH,
    detects: 'somebody adds an ephemeral container, which brings its own programs, to a running pod',
    quiet: 'no controller adds ephemeral containers.',
    seed: 'Phase 3: Runtime behavior monitoring, malicious process startup',
    when: [
      { field: 'objectRef.resource', in: ['pods'] },
      { field: 'objectRef.subresource', in: ['ephemeralcontainers'] },
      { field: 'verb', in: ['update', 'patch'] },
    ],
    except: [],
  },
];
