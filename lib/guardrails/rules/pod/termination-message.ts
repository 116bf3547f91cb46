import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes.io, "Customizing the termination message"; the kubelet mounts a writable file of the node there. */
export const terminationMessage: Rule = {
  id: 'SAI-POD-045',
  name: 'termination-message-elsewhere',
  title: 'Termination message at an unusual path',
  rationale: 'The kubelet mounts a writable file of the node at the path, over what the image or a volume has there.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `container.?terminationMessagePath.orValue('').matches('^$|^/(dev|tmp|var/log|run|var/run)/[a-zA-Z0-9_-][a-zA-Z0-9._-]*$')`,
  message: 'terminationMessagePath puts a writable file over a file of the image, the model or the system',
  fix: 'leave it at /dev/termination-log',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'], atlas: ['AML.T0010'], seed: ['Phase 1: Build and distribute secure base images'] },
};
