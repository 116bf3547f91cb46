import { join } from 'node:path';
import { checkTemplate } from '../../../lib/model-guard/content/jinja';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

const TEMPLATES = 5_000;

judge('the sandbox of Jinja, on generated templates', [PYTHON], () => {
  test('whatever it stops is refused', () => {
    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 32);
    console.info(`FUZZ_SEED=${seed}`);
    const packages = new PythonPackages(['jinja2==3.1.6']);
    const script = join(__dirname, 'sandbox_templates.py');
    const results = JSON.parse(packages.run([script, String(TEMPLATES), String(seed)])) as [string, string[]][];
    const stopped = results.filter(([, seen]) => seen.length > 0);
    expect(stopped.length).toBeGreaterThan(TEMPLATES / 20);
    expect(stopped.filter(([template]) => checkTemplate(template, []).length === 0)).toEqual([]);
  });
});
