import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const callerTensors: Rule = {
  id: 'SAI-API-008',
  name: 'caller-tensors',
  title: 'Tensors or templates from callers',
  rationale: 'Deserializing tensors and rendering templates of callers has led to code execution.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.CALLER_DATA)),
  message: 'callers send tensors or templates that the engine trusts',
  fix: 'remove the flag (CVE-2025-62164, CVE-2025-62426, CVE-2026-56340)',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
