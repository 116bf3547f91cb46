/**
 * Clauses of MLPS 2.0, level 3 (GB/T 22239-2019, general requirements) and the rules whose findings are relevant to them, by
 * area or id. A rule is never proof that a clause is fulfilled: a licensed assessor rates the running system.
 *
 * Source: numbers and subjects as opensecurityarchitecture/osa-data `mlps-2.json` has them (November 2026), and Alibaba
 * Cloud's own list of configuration rules for level 3, aliyun/infraguard (June 2026). The text of the standard was not at hand.
 */
export const MLPS_CLAUSES: readonly {
  readonly clause: string;
  readonly subject: string;
  readonly rules: readonly string[];
}[] = [
  { clause: '8.1.2.1', subject: 'network architecture', rules: ['NET', 'CLU', 'NOD'] },
  {
    clause: '8.1.2.2',
    subject: 'protection in transit',
    rules: ['MSH', 'NET', 'MDL-016', 'MDL-024', 'NOD-017', 'API'],
  },
  {
    clause: '8.1.3.1',
    subject: 'controlled boundaries',
    rules: [
      'NET',
      'CLU-001',
      'CLU-011',
      'CLU-012',
      'CLU-013',
      'CLU-014',
      'CLU-015',
      'CLU-017',
      'NOD-008',
      'NOD-014',
      'NOD-015',
    ].concat(['REG-008', 'REG-011']),
  },
  {
    clause: '8.1.3.2',
    subject: 'access control at boundaries',
    rules: ['NET', 'CLU-009', 'CLU-016', 'CLU-018', 'CLU-019', 'MSH-005', 'MSH-013', 'API'],
  },
  { clause: '8.1.3.3', subject: 'intrusion prevention at boundaries', rules: ['DET', 'NET-002'] },
  { clause: '8.1.3.5', subject: 'audit at boundaries', rules: ['AUD', 'API-003'] },
  { clause: '8.1.4.1', subject: 'identification and authentication', rules: ['IDN', 'NOD-007', 'API'] },
  { clause: '8.1.4.2', subject: 'access rights', rules: ['IDN', 'POD', 'ADM'] },
  { clause: '8.1.4.3', subject: 'security audit', rules: ['AUD', 'CLU', 'MDL-025'] },
  {
    clause: '8.1.4.4',
    subject: 'intrusion prevention on hosts',
    rules: ['POD', 'IMG-006', 'NOD-004', 'NOD-005', 'NOD-012', 'API', 'DET'],
  },
  { clause: '8.1.4.5', subject: 'malware prevention', rules: ['DET', 'NOD'] },
  {
    clause: '8.1.4.7',
    subject: 'integrity of data',
    rules: ['MSH', 'IMG-001', 'IMG-007', 'MDL-009', 'MDL-017', 'MDL-022', 'MDL-023', 'REG-004'],
  },
  {
    clause: '8.1.4.8',
    subject: 'confidentiality of data',
    rules: [
      'MSH',
      'CLU-002',
      'NOD-002',
      'NOD-003',
      'NOD-016',
      'MDL-013',
      'MDL-014',
      'MDL-015',
      'MDL-020',
      'MDL-021',
      'MDL-026',
    ]
      .concat([
        'MDL-027',
        'IDN-004',
        'IDN-005',
        'IDN-006',
        'IDN-007',
        'IDN-008',
        'IDN-009',
        'IDN-010',
        'IDN-011',
        'IDN-012',
      ])
      .concat(['IDN-013', 'IDN-038', 'IDN-039', 'IDN-043']),
  },
  { clause: '8.1.4.9', subject: 'backup and recovery', rules: ['AVL', 'MDL-017', 'MDL-023'] },
  { clause: '8.1.4.10', subject: 'residual information', rules: ['POD-022', 'GPU-004', 'AVL-002'] },
  { clause: '8.1.4.11', subject: 'personal information', rules: ['API-003', 'API-012'] },
  { clause: '8.1.5.1', subject: 'system management', rules: ['IDN-014', 'IDN-015', 'IDN-037', 'IDN-023', 'AUD'] },
  { clause: '8.1.5.2', subject: 'audit management', rules: ['AUD'] },
  { clause: '8.1.5.3', subject: 'security management', rules: ['ADM'] },
  { clause: '8.1.5.4', subject: 'central control', rules: ['AUD', 'DET', 'ADM', 'CLU-010'] },
  {
    clause: '8.1.10.3',
    subject: 'vulnerability management',
    rules: ['REG-005', 'REG-006', 'REG-007', 'REG-009', 'REG-010', 'IMG-006', 'NOD-012', 'DET-002'],
  },
  { clause: '8.1.10.7', subject: 'cryptography', rules: ['CLU-002', 'MDL-018', 'MDL-019', 'MDL-020'] },
];

/** What no manifest and no Terraform program shows: people, records, devices, boot chains, tests. */
export const MLPS_NOT_SHOWN =
  '8.1.1, 8.1.2.3, 8.1.3.4, 8.1.3.6, 8.1.4.6, 8.1.6 to 8.1.9, and of 8.1.10 all but 8.1.10.3 and 8.1.10.7';

/** Clauses that findings of a rule are relevant to. */
export function mlpsOf(id: string): readonly string[] {
  const number = id.replace('SAI-', '');
  const [area] = number.split('-');
  return MLPS_CLAUSES.filter(({ rules }) => rules.includes(area) || rules.includes(number)).map(({ clause }) => clause);
}
