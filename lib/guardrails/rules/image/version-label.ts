import { Rule } from '../rule';
import { Severity } from '../severity';

export const versionLabel: Rule = {
  id: 'SAI-IMG-006',
  name: 'vulnerable-engine',
  title: 'Engine version with known vulnerabilities',
  rationale: 'Published vulnerabilities of inference engines include remote code execution without authentication.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: String.raw`
    !(
      pod.?metadata.?labels[?'app.kubernetes.io/name'].orValue('') == 'vllm'
      && pod.?metadata.?labels[?'app.kubernetes.io/version'].orValue('').matches(r'^v?0\.([0-9]|[12][0-9]|3[0-2])(\.|$)')
    )
    && !(
      pod.?metadata.?labels[?'app.kubernetes.io/name'].orValue('') == 'sglang'
      && pod.?metadata.?labels[?'app.kubernetes.io/version'].orValue('').matches(r'^v?0\.([0-4](\.|$)|5(\.[0-9])?($|[^0-9.]))')
    )
  `,
  message: 'the version label names an engine with published vulnerabilities',
  fix: 'use vLLM 0.33.0 or newer (GHSA-5r3c-5x4v-8gjh), or SGLang 0.5.10 or newer (CVE-2026-3059, CVE-2026-3060)',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010', 'AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
