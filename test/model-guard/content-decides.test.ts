/** What names code, a repository or a template is found by what it means, under any key and in any file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from './archives';
import { ATTACK, Files, json, modules, NAMING_CODE, TEMPLATES } from './hostile-files';
import { directory, model } from './model-directory';
import { ggufString, smallGguf, smallSafetensors, u32, u64 } from './samples';
import { inspectModel } from '../../lib/model-guard/inspect';
import { Policy, STRICT } from '../../lib/model-guard/policy';

const found = (files: Files, policy: Policy = STRICT) => inspectModel(model(files), policy).refusals;
const rulesOf = (files: Files) => found(files).map(({ file, rule }) => `${file} ${rule}`);

test.each(NAMING_CODE)('%s is refused', (_, file, content) => {
  const rules = rulesOf({ [file]: content });
  expect(rules.filter((rule) => [`${file} remote-code`, `${file} unknown-key`].includes(rule))).not.toEqual([]);
});

test('a module that leads out of the directory is refused', () => {
  const outside = modules('sentence_transformers.models.Transformer', '../../evil');
  expect(rulesOf({ 'modules.json': outside })).toEqual(['modules.json outside-directory']);
});

const HARMLESS: [what: string, file: string, content: string][] = [
  [
    'modules of Sentence Transformers',
    'modules.json',
    modules('sentence_transformers.models.Transformer', '0_Transformer'),
  ],
  ['a class of torch', '2_Dense/config.json', json({ activation_function: 'torch.nn.modules.activation.Tanh' })],
  ['types of numbers', 'config.json', json({ torch_dtype: 'torch.bfloat16', dtype: 'bfloat16' })],
  ['the model it was made of', 'config.json', json({ _name_or_path: 'meta/llama', base_model_name_or_path: 'a/b' })],
  ['kernels of the loader', 'config.json', json({ attn_implementation: 'flash_attention_2' })],
  ['layers that are not quantized', 'config.json', json({ quantization_config: { ignore: ['model.visual.merger'] } })],
  ['layers of an adapter', 'adapter_config.json', json({ target_modules: ['self_attn.q_proj'], parent_library: null })],
  [
    'an adapter as PEFT writes it',
    'adapter_config.json',
    json({
      peft_type: 'LORA',
      auto_mapping: { base_model_class: 'QwenModel', parent_library: 'transformers.models.qwen2.modeling_qwen2' },
      base_model_name_or_path: 'Qwen/Qwen2.5-7B',
      megatron_core: 'megatron.core',
    }),
  ],
  ['a kernel of xLSTM', 'config.json', json({ chunkwise_kernel: 'chunkwise--native_autograd' })],
  [
    'a classifier of timm',
    'config.json',
    json({ architecture: 'convnext_tiny', pretrained_cfg: { first_conv: 'patch_embed.proj', classifier: 'head.fc' } }),
  ],
  [
    'layers that Auto-Round quantizes',
    'config.json',
    json({ quantization_config: { packing_format: 'auto_round:auto_gptq', to_quant_block_names: 'model.layers' } }),
  ],
  [
    'a recipe of LLM Compressor',
    'recipe.yaml',
    'stage:\n  modifiers:\n    AWQModifier:\n      ignore: [model.lm_head]\n      mappings:\n' +
      '      - {smooth_layer: layers.norm, balance_layers: [self_attn.q_proj]}\n',
  ],
  [
    'a pipeline',
    'model_index.json',
    json({ _class_name: 'P', unet: ['diffusers', 'UNet'], s: [null, null], c: ['stable_diffusion', 'S'] }),
  ],
  ['a data set', 'config.json', json({ dataset: 'owner/name', file: 'tokenizer.json' })],
  ['YAML', 'c.yaml', 'a: &a [1, 2]\nb: *a\nc: !!set {x}\nd: 2001-01-01\n'],
  [
    'pieces of text',
    'tokenizer.json',
    json({
      model: {
        type: 'Unigram',
        vocab: [
          ['os.system', -1],
          ['{{', 1],
          ['}}', 2],
        ],
      },
    }),
  ],
];

test.each(HARMLESS)('%s pass', (_, file, content) => {
  expect(rulesOf({ [file]: content })).toEqual([]);
});

test('a key that nobody knows is allowed by the digest of the file', () => {
  const files = { 'config.json': json({ favourite: 'plotting.colors' }) };
  const [refusal] = found(files);
  expect(refusal.rule).toBe('unknown-key');
  const [, digest] = /--allow-file ([0-9a-f]{64})$/.exec(refusal.fix)!;
  expect(found(files, { ...STRICT, files: [digest] })).toEqual([]);
});

test.each(TEMPLATES)('a template in %s is looked into', (_, files) => {
  expect(rulesOf(files).join()).toMatch(/template/);
});

test.each(['tokenizer.chat_template', 'tokenizer.chat_templates', 'general.description'])(
  'a template in a list of GGUF under %s is looked into',
  (key) => {
    const value = Buffer.concat([u32(8), u64(1), ggufString(ATTACK)]);
    expect(rulesOf({ 'm.gguf': smallGguf({ metadata: [[key, 9, value]] }) })).toContain('m.gguf template');
  },
);

test('text with braces that Jinja cannot read is no template', () => {
  expect(rulesOf({ 'vocab.txt': '{{\n??\n}}\n', 'merges.txt': '{ {\n} }\n' })).toEqual([]);
});

test('a reference vouches for nothing', () => {
  const bytes = Buffer.from([0xff, 0xfe, 0xfd, 0xfc]);
  expect(rulesOf({ 'config.json': json({ weight_map: { a: 'evil.dat' } }), 'evil.dat': bytes })).toEqual([
    'config.json unknown-format',
    'evil.dat unknown-format',
  ]);
  expect(rulesOf({ 'x.index.json': json({ weight_map: { a: 'x.txt' } }), 'x.txt': 'text' })).toEqual([
    'x.index.json unknown-format',
  ]);
});

test('a companion of unknown format is allowed by its digest, a pickle is not', () => {
  const files = { 'card.pdf': Buffer.from('%PDF-1.7\n\xff\xfe\0', 'latin1') };
  const [refusal] = found(files);
  const [, digest] = /--allow-file ([0-9a-f]{64})$/.exec(refusal.fix)!;
  expect(found(files, { ...STRICT, files: [digest] })).toEqual([]);
});

test.each(['skops', 'keras', 'nemo', 'pt', 'npz', 'bin', 'whatever'])(
  'an archive named .%s keeps what its name says',
  (ending) => {
    const root = directory({});
    const target = join(root, `evil.${ending}`);
    writeFileSync(
      target,
      zip({ name: 'schema.json', data: Buffer.from('{}') }, { name: 'x.safetensors', data: smallSafetensors() }),
    );
    expect(inspectModel(target, STRICT).refusals.map(({ rule }) => rule)).toContain('archive');
  },
);
