import { parseChallenges } from '../../lib/registry/challenge';

test('a bearer challenge with quoted parameters that hold commas and escapes', () => {
  expect(
    parseChallenges(
      String.raw`Bearer realm="https://auth.example.com/token",service="a, \"b\"",scope="repository:ai/vllm:pull,push"`,
    ),
  ).toEqual([
    {
      scheme: 'bearer',
      parameters: {
        realm: 'https://auth.example.com/token',
        service: 'a, "b"',
        scope: 'repository:ai/vllm:pull,push',
      },
    },
  ]);
});

test('several challenges in one header, of which one has no parameters', () => {
  expect(parseChallenges('Negotiate, Basic realm="x", charset=UTF-8, BEARER Realm = "y"')).toEqual([
    { scheme: 'negotiate', parameters: {} },
    { scheme: 'basic', parameters: { realm: 'x', charset: 'UTF-8' } },
    { scheme: 'bearer', parameters: { realm: 'y' } },
  ]);
});

test.each(['', ',', '"', 'Bearer realm="unclosed', '=', 'Basic ,,, ="'])('%j ends', (header) => {
  expect(Array.isArray(parseChallenges(header))).toBe(true);
});
