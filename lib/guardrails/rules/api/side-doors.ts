import { passes } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const sideDoors: Rule = {
  id: 'SAI-API-009',
  name: 'side-doors',
  title: 'Flag that opens additional endpoints',
  rationale: 'Endpoints that clients do not need widen what an attacker can reach.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    !${passes('tool-server', 'profiler-config', 'enable-tokenizer-info-endpoint', 'enable-scale-out', 'tokens-only', 'enable-offline-docs')}
    && !${passes('smg-grpc-mode')}
  `,
  message: 'a flag opens routes that no inference client needs',
  fix: 'remove the flag',
  acknowledgeable: true,
  frameworks: {
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
