import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directory, model } from './model-directory';
import { ggufString, smallGguf, smallSafetensors } from './samples';
import { ExitCode, ModelVerifyOptions, runModelVerify } from '../../lib/model-guard/command';

const quiet = { stdout: () => undefined, stderr: () => undefined };
const errors: string[] = [];

async function inventory(target: string, options: ModelVerifyOptions = {}) {
  const sbom = join(directory({}), 'model.cdx.json');
  const code = await runModelVerify(target, { sbom, ...options }, { ...quiet, stderr: (text) => errors.push(text) });
  return { code, bom: existsSync(sbom) ? JSON.parse(readFileSync(sbom, 'utf8')) : undefined, text: sbom };
}

const CARD = '---\nlicense: apache-2.0\nbase_model:\n- Qwen/Qwen3-8B-Base\n---\n# A model\n';

test('an inventory names model, digest, format, base model, licence and every file', async () => {
  const root = model({
    'README.md': CARD,
    'config.json': '{"architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3"}',
  });
  const { code, bom } = await inventory(root, { sbomName: 'qwen3-8b' });
  expect(code).toBe(ExitCode.SAFE);
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  const { component } = bom.metadata;
  expect(component).toMatchObject({
    type: 'machine-learning-model',
    name: 'qwen3-8b',
    version: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    licenses: [{ license: { id: 'Apache-2.0' } }],
    pedigree: { ancestors: [{ name: 'Qwen/Qwen3-8B-Base', purl: 'pkg:huggingface/Qwen/Qwen3-8B-Base' }] },
    modelCard: { modelParameters: { architectureFamily: 'qwen3', modelArchitecture: 'Qwen3ForCausalLM' } },
  });
  expect(component.properties).toContainEqual({ name: 'ack-secure-inference:weights:format', value: 'safetensors' });
  expect(component.components.map(({ name }: { name: string }) => name)).toEqual([
    'README.md',
    'config.json',
    'model.safetensors',
    'tokenizer_config.json',
  ]);
});

test('adapters are components with the model that they are for', async () => {
  const root = directory({
    'model.safetensors': smallSafetensors(),
    'lora/adapter_model.safetensors': smallSafetensors(),
    'lora/adapter_config.json': '{"peft_type": "LORA", "base_model_name_or_path": "Qwen/Qwen3-8B"}',
  });
  expect((await inventory(root)).bom.components).toEqual([
    expect.objectContaining({
      name: 'lora',
      pedigree: { ancestors: [expect.objectContaining({ name: 'Qwen/Qwen3-8B' })] },
    }),
  ]);
});

test('a GGUF file says what it is in its metadata', async () => {
  const root = directory({
    'm.gguf': smallGguf({
      metadata: [
        ['general.architecture', 8, ggufString('llama')],
        ['general.name', 8, ggufString('A model')],
        ['general.license', 8, ggufString('llama3.1')],
        ['general.base_model.0.repo_url', 8, ggufString('https://example.com/base')],
      ],
    }),
  });
  for (const target of [root, join(root, 'm.gguf')]) {
    const { component } = (await inventory(target)).bom.metadata;
    expect(component).toMatchObject({
      name: 'A model',
      licenses: [{ license: { name: 'llama3.1' } }],
      pedigree: { ancestors: [{ name: 'https://example.com/base' }] },
      modelCard: { modelParameters: { modelArchitecture: 'llama' } },
    });
  }
});

test('the same model has the same inventory', async () => {
  const root = model({ 'README.md': CARD });
  expect((await inventory(root)).bom).toEqual((await inventory(root)).bom);
});

test('a model card that cannot be read is named', async () => {
  const { bom } = await inventory(model({ 'README.md': '---\na: [\n---\n' }));
  expect(bom.metadata.component.properties).toContainEqual({
    name: 'ack-secure-inference:metadata:unread',
    value: expect.stringMatching(/^README\.md: YAML: /),
  });
});

test('a model that is refused has none', async () => {
  const { code, bom } = await inventory(model({ 'x.py': 'import os' }));
  expect([code, bom]).toEqual([ExitCode.REFUSED, undefined]);
});

const WRONG: [string, (root: string) => ModelVerifyOptions, RegExp][] = [
  ['in the model', (root) => ({ sbom: join(root, 'x.cdx.json') }), /is within the model/],
  ['without digests', () => ({ headersOnly: true }), /--headers-only hashes nothing, which --sbom needs/],
  ['that has a name only', () => ({ sbom: undefined, sbomName: 'a' }), /--sbom-name is for an --sbom/],
];

test.each(WRONG)('an inventory %s is an error', async (_, options, message) => {
  const root = model();
  expect((await inventory(root, options(root))).code).toBe(ExitCode.UNREADABLE);
  expect(errors.at(-1)).toMatch(message);
});
