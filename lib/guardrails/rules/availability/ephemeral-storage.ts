import { IS_EPHEMERAL, LIMITS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const ephemeralStorage: Rule = {
  id: 'SAI-AVL-002',
  name: 'ephemeral-storage-limit-missing',
  title: 'Ephemeral storage limit missing',
  rationale: 'A container can fill the disk of the node and evict other pods.',
  severity: Severity.LOW,
  match: { subject: 'container' },
  // to the kubelet a limit of 0 is none
  cel: String.raw`('ephemeral-storage' in ${LIMITS} && !string(${LIMITS}['ephemeral-storage']).matches(r'^0*(\.0*)?[A-Za-z]*$')) || ${IS_EPHEMERAL}`,
  message: 'container can fill the disk of the node',
  fix: 'set resources.limits["ephemeral-storage"]',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0029'],
  },
};
