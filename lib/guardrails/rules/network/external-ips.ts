import { Rule } from '../rule';
import { Severity } from '../severity';

export const externalIps: Rule = {
  id: 'SAI-NET-008',
  name: 'external-ips',
  title: 'Service with externalIPs',
  rationale: 'externalIPs take over traffic to other addresses (CVE-2020-8554).',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Service'] }] },
  cel: 'object.spec.?externalIPs.orValue([]).size() == 0',
  message: 'service claims addresses, and with them traffic of others (CVE-2020-8554)',
  fix: 'remove externalIPs',
  acknowledgeable: true,
  frameworks: {
    cis: ['1.2.3'],
    owaspK8s: ['K05'],
  },
  ackPolicy: 'ACKExternalIPs',
};
