import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Checks, UnknownAction } from '../../../lib/guardrails';

let outdir: string;
let app: App;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'not-judged-'));
  app = new App({ outdir });
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
  jest.restoreAllMocks();
});

/** A kind that nobody knows, and that says what it runs. */
function widget(kind = 'Widget'): void {
  const spec = { image: 'registry.example.com/widget:1', replicas: 2 };
  new ApiObject(new Chart(app, 'chart'), kind, { apiVersion: 'example.com/v1', kind, metadata: { name: 'w' }, spec });
}

test('what may run and was not judged stops the synthesis', () => {
  widget();
  Checks.enforceOn(app);
  expect(() => app.synth()).toThrow(/\[chart\/Widget\] what runs was not judged: kind Widget of example\.com\/v1/);
});

test('or is a warning, once', () => {
  const emitted = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  widget('Gadget');
  Checks.enforceOn(app, { onUnknown: UnknownAction.WARN });
  app.synth();
  const warnings = emitted.mock.calls.filter(([text]) => String(text).includes('Gadget'));
  expect(warnings).toHaveLength(1);
  expect(warnings[0][1]).toEqual({ type: 'NotJudged' });
});

test('of several calls for one scope the strictest holds', () => {
  widget();
  Checks.enforceOn(app, { onUnknown: UnknownAction.WARN });
  Checks.enforceOn(app);
  expect(() => app.synth()).toThrow('was not judged');
});

test('what configures other things stops nothing', () => {
  const chart = new Chart(app, 'chart');
  new ApiObject(chart, 'Odd', {
    apiVersion: 'example.com/v1',
    kind: 'Odd',
    metadata: { name: 'o' },
    spec: { colour: 1 },
  });
  Checks.enforceOn(app);
  app.synth();
});
