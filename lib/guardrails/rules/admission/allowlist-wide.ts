import { Rule } from '../rule';
import { Severity } from '../severity';

export const allowlistWide: Rule = {
  id: 'SAI-ADM-015',
  name: 'signature-exemption-wide',
  title: 'Signature exemption too wide',
  rationale: 'Anyone can publish an image under a pattern that does not fix the registry.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'kritis.grafeas.io', kinds: ['AdmissionAllowlist'] }] },
  cel: String.raw`
    object.?spec.?patterns.orValue([]).all(pattern,
      pattern.?namePattern.orValue('*').matches(r'^([a-z0-9*-]+\.)*[a-z0-9-]+\.[a-z0-9-]+(:[0-9]+)?/[a-z0-9._-]+(/|:|@|$)')
    )
  `,
  message: 'a pattern lets images pass without a signature that anybody can publish',
  fix: 'name a host, whose last two parts have no wildcard, and a path, such as registry*.*.aliyuncs.com/acs/*',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.5.1'],
    owaspK8s: ['K04'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0013'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
