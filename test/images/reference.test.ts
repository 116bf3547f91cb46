import { parseTagged } from '../../lib/images/reference';

test.each([
  ['registry.example.com/ai/vllm:v1', { host: 'registry.example.com', repository: 'ai/vllm', tag: 'v1' }],
  ['127.0.0.1:5000/a:b', { host: '127.0.0.1:5000', repository: 'a', tag: 'b' }],
  ['[::1]:5000/a:b', { host: '[::1]:5000', repository: 'a', tag: 'b' }],
  ['localhost/a_b/c--d/e__f:V1.0_x-y', { host: 'localhost', repository: 'a_b/c--d/e__f', tag: 'V1.0_x-y' }],
  ['docker.io/python:3.12', { host: 'docker.io', repository: 'python', tag: '3.12' }],
])('%s', (text, expected) => {
  expect(parseTagged(text)).toEqual(expected);
});

test.each([
  'python:3.12',
  'library/python:3.12',
  'registry.example.com/ai/vllm',
  'registry.example.com/ai/vllm@sha256:' + '0'.repeat(64),
  'registry.example.com/ai/vllm:v1@sha256:' + '0'.repeat(64),
  'https://registry.example.com/ai/vllm:v1',
  'registry.example.com/AI/vllm:v1',
  'registry.example.com/ai/../vllm:v1',
  'registry.example.com/ai//vllm:v1',
  'registry.example.com/ai/vllm:',
  `registry.example.com/ai/vllm:${'x'.repeat(129)}`,
  'user@registry.example.com/ai/vllm:v1',
  'registry.example.com/ai/vllm:v1\n',
  '',
])('%j names no image by tag in a named registry', (text) => {
  expect(parseTagged(text)).toBeUndefined();
});
