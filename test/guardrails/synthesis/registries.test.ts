/** Registries are allowed by one call, which switches nothing else on; the refusal says how. */
import { App, Chart } from 'cdk8s';
import { guardrails } from '../../../lib';
import { DIGEST, engine, newService } from '../../inference/fixtures';

const HARBOR = `harbor.example.com/ai/vllm-openai@${DIGEST}`;

function appOf(image: string, ...allowed: string[][]): App {
  const app = new App();
  allowed.forEach((prefixes) => guardrails.Registries.allow(app, prefixes));
  newService({ engine: engine({ image }) }, new Chart(app, 'llm', { namespace: 'inference' }));
  return app;
}

test('an image of another registry is refused, and the refusal allows it', () => {
  expect(() => appOf(HARBOR).synthYaml()).toThrow("guardrails.Registries.allow(app, ['harbor.example.com/ai'])");
});

test('a registry that is allowed passes, and no rule of the whole app is enforced', () => {
  expect(appOf(HARBOR, ['harbor.example.com/ai']).synthYaml()).toContain(HARBOR);
});

test('calls add up, and what they do not name is refused', () => {
  expect(appOf(HARBOR, ['ghcr.io/acme'], ['harbor.example.com']).synthYaml()).toContain(HARBOR);
  expect(() => appOf(HARBOR, ['harbor.example.com/a']).synthYaml()).toThrow('SAI-IMG-002');
});

test('enforcement and reports know what is allowed, unless they are given registries', () => {
  const app = appOf(HARBOR, ['harbor.example.com/ai']);
  const ids = (registries?: string[]) => guardrails.Checks.evaluate(app, { registries }).map(({ ruleId }) => ruleId);
  expect(ids()).not.toContain('SAI-IMG-002');
  expect(ids(['ghcr.io'])).toContain('SAI-IMG-002');
  guardrails.Checks.enforceOn(app);
  expect(() => app.synthYaml()).toThrow(/^(?!.*SAI-IMG-002).*SAI-/s);
});

test.each([[[]], [['']], [['https://harbor.example.com']], [['harbor.example.com/ai:v1']]])(
  'prefixes %j are refused',
  (prefixes) => {
    expect(() => guardrails.Registries.allow(new App(), prefixes)).toThrow('image prefix is none');
  },
);

test('a part of an app allows nothing', () => {
  const chart = new Chart(new App(), 'llm');
  expect(() => guardrails.Registries.allow(chart, ['ghcr.io'])).toThrow('registries are allowed in a whole app');
});

test('a finding that can be accepted says how, with its id and object', () => {
  const app = appOf(HARBOR, ['harbor.example.com/ai']);
  guardrails.Checks.enforceOn(app);
  expect(() => app.synthYaml()).toThrow(/guardrails\.Risk\.of\(construct\)\.acknowledge\(\{ id: 'SAI-[A-Z]+-\d+'/);
});
