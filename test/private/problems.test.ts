import { InputError, Problems } from '../../lib/private/problems';

const PROBLEM = { what: 'gpu count is not positive', got: -1, allowed: '1 to 16', fix: 'ask for at least one GPU' };

test('reports every problem of a construct in one error, each with path, value, what is allowed and the fix', () => {
  const problems = new Problems('llm/Qwen');
  problems.add(PROBLEM, { ...PROBLEM, what: 'image is not pinned', got: 'vllm:latest' });
  expect(() => problems.throwIfAny()).toThrow(
    '[llm/Qwen] gpu count is not positive: got -1; allowed: 1 to 16; fix: ask for at least one GPU\n' +
      '[llm/Qwen] image is not pinned: got "vllm:latest"; allowed: 1 to 16; fix: ask for at least one GPU',
  );
});

test('says "nothing" where the value is missing', () => {
  expect(new InputError('a', [{ ...PROBLEM, got: undefined }]).message).toContain('got nothing;');
});

test('does not throw where nothing is wrong', () => {
  expect(() => new Problems('a').throwIfAny()).not.toThrow();
});
