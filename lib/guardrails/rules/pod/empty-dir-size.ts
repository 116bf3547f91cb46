import { Rule } from '../rule';
import { Severity } from '../severity';

export const emptyDirSize: Rule = {
  id: 'SAI-POD-022',
  name: 'empty-dir-without-limit',
  title: 'emptyDir without sizeLimit',
  rationale: 'An unbounded emptyDir can fill the disk or the memory of the node and evict other pods.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  // `dyn` as for LIMITS
  // the kubelet enforces no limit of 0
  cel: String.raw`
    pod.spec.?volumes.orValue([]).all(volume,
      !has(volume.emptyDir)
      || !string(dyn(volume.emptyDir).?sizeLimit.orValue('0')).matches(r'^0*(\.0*)?[A-Za-z]*$')
    )
  `,
  message: 'an emptyDir can fill the disk or the memory of the node',
  fix: 'set sizeLimit on every emptyDir, also on /dev/shm',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0029'],
  },
  ackPolicy: 'ACKEmptyDirHasSizeLimit',
};
