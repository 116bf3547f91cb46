import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runModelVerify } from '../../../lib/model-guard/command';
import { ggufString, smallGguf, smallSafetensors } from '../../model-guard/samples';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

const FILES: [what: string, files: Record<string, string | Buffer>][] = [
  ['nothing but weights', { 'model.safetensors': smallSafetensors() }],
  [
    'a card, an architecture and an adapter',
    {
      'model.safetensors': smallSafetensors(),
      'config.json': '{"architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3"}',
      'README.md': '---\nlicense: other\nlicense_name: our-license\nbase_model: [Qwen/Qwen3-8B, ./here]\n---\n',
      'lora/adapter_model.safetensors': smallSafetensors(),
      'lora/adapter_config.json': '{"peft_type": "LORA", "base_model_name_or_path": "Qwen/Qwen3-8B"}',
    },
  ],
  [
    'GGUF',
    {
      'm.gguf': smallGguf({ metadata: [['general.license', 8, ggufString('cc-by-nc-4.0')]] }),
      'README.md': '---\na: [\n---\n',
    },
  ],
];
const VALIDATE = `
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read())
print(error.data.message if error else 'valid')`;

judge('the schema of CycloneDX', [PYTHON], () => {
  const root = mkdtempSync(join(tmpdir(), 'inventory-'));
  let packages: PythonPackages;

  beforeAll(() => {
    packages = new PythonPackages(['cyclonedx-python-lib[json-validation]==11.12.0']);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each(FILES)('an inventory of %s is valid', async (what, files) => {
    const model = join(root, what.replaceAll(' ', '-'));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(model, path, '..'), { recursive: true });
      writeFileSync(join(model, path), content);
    }
    const sbom = `${model}.cdx.json`;
    await runModelVerify(model, { sbom }, { stdout: () => undefined, stderr: console.error });
    const text = readFileSync(sbom, 'utf8');
    expect(packages.run(['-c', VALIDATE], text).trim()).toBe('valid');
    const wrong = text.replace('"machine-learning-model"', '"a model"');
    expect(packages.run(['-c', VALIDATE], wrong).trim()).not.toBe('valid');
  });
});
