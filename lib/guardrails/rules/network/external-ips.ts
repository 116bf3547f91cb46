import { Rule } from '../rule';
import { Severity } from '../severity';

export const externalIps: Rule = {
  id: 'SAI-NET-008',
  title: 'External addresses',
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
