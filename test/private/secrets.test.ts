import * as fc from 'fast-check';
import { checkSecrets, CREDENTIAL_MARKS, CREDENTIALS } from '../../lib/private/secrets';
import { fuzzing } from '../support/fuzzing';

test.each([
  ['Alibaba Cloud access key', 'LTAI' + '5tAbCdEfGhIjKlMnOpQr'],
  ['Hugging Face token', 'hf_' + 'aBcDeFgHiJkLmNoPqRsTuVwXyZ01234567'],
  ['OpenAI-style API key', 'sk-' + 'proj-abcdefghijklmnopqrstuvwx'],
  ['AWS access key', 'AKIA' + 'IOSFODNN7EXAMPLE'],
  ['GitHub token', 'ghp_' + 'abcdefghijklmnopqrstuvwxyz0123456789'],
  ['NVIDIA API key', 'nvapi-' + 'abcdefghijklmnopqrstuvwxyz'],
  ['private key', '-----BEGIN RSA PRIVATE KEY-----'],
])('a %s is found inside a longer text and not repeated', (kind, secret) => {
  const [problem, ...others] = checkSecrets({ 'variable KEY': `--header=Bearer ${secret}` });
  expect(others).toEqual([]);
  expect(problem.got).toBe(`a text that looks like a ${kind}`);
  expect(JSON.stringify(problem)).not.toContain(secret);
});

test.each(['risk-management', '/models/qwen3-8b', 'sha256:abc', 'task-1', 'hf_home', 'LTAI'])(
  '%s is no secret',
  (text) => {
    expect(checkSecrets({ text })).toEqual([]);
  },
);

test.each(Object.entries(CREDENTIALS))('every %s holds one of its marks', (kind, { source }) => {
  // where a word begins narrows what matches
  const wider = new RegExp(source.replaceAll('\\b', ''));
  fc.assert(
    fc.property(fc.stringMatching(wider), (credential) => {
      expect(CREDENTIAL_MARKS[kind].some((mark) => credential.includes(mark))).toBe(true);
    }),
    fuzzing(100),
  );
});
