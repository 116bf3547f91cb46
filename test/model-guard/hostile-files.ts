/** Files that make a loader run code, and are no pickles. */

export type Files = Record<string, string | Buffer>;

export const json = (document: unknown) => JSON.stringify(document);
/** The list of modules of Sentence Transformers, with one of this type. */
export const modules = (type: string, path = '') => json([{ idx: 0, name: '0', path, type }]);

export const NAMING_CODE: [what: string, file: string, content: string][] = [
  ['a module of a repository', 'modules.json', modules('evil/repo--modeling.Module')],
  ['a module of a package with a dash', 'modules.json', modules('my-pkg.Module')],
  ['a module without a package', 'modules.json', modules('Module')],
  [
    'a module that only looks like one of Sentence Transformers',
    'modules.json',
    modules('sentence_transformers.os.system'),
  ],
  ['an activation function', '2_Dense/config.json', json({ activation_function: 'os.abort' })],
  [
    'an activation function of a cross encoder',
    'config.json',
    json({ sentence_transformers: { activation_fn: 'os.abort' } }),
  ],
  ['an old key of a cross encoder', 'config.json', json({ sbert_ce_default_activation_function: 'os.abort' })],
  ['a kernel of a repository', 'config.json', json({ attn_implementation: 'attacker/evil-kernel' })],
  ['a kernel by a private key', 'config.json', json({ _attn_implementation: 'attacker/evil-kernel@main:f' })],
  ['a paged kernel', 'config.json', json({ attn_implementation: 'paged|attacker/evil-kernel' })],
  ['a kernel of a later key', 'config.json', json({ experts_implementation: 'attacker/evil' })],
  ['kernels by layer', 'config.json', json({ kernel_config: { kernels: ['attacker/evil:Layer'] } })],
  ['a component of a pipeline', 'model_index.json', json({ _class_name: 'P', unet: ['os', 'system'] })],
  ['a component by its version', 'x.json', json({ _diffusers_version: '0.1', unet: ['os', 'system'] })],
  ['a class of Keras', 'x.json', json({ module: 'os', class_name: 'system' })],
  ['a class of skops', 'schema.json', json({ __module__: 'os', __class__: 'system' })],
  ['a loader of MLflow', 'MLmodel', 'flavors:\n  python_function:\n    loader_module: evil.loader\n'],
  ['a module that PEFT imports for Megatron', 'adapter_config.json', json({ megatron_core: 'os' })],
  ['a route of Sentence Transformers', 'router_config.json', json({ types: { '0': 'os.abort' } })],
  ['a constructor of LangChain', 'x.json', json({ lc: 1, type: 'constructor', id: ['os', 'system'] })],
  ['a generation script', 'generation_config.json', json({ custom_generate: 'attacker/evil' })],
  ['a component of a modular pipeline', 'modular_model_index.json', json({ unet: ['os', 'system', {}] })],
  ['a tokenizer class of a repository', 'tokenizer_config.json', json({ tokenizer_class: 'attacker/evil--t.Tok' })],
  ['auto_map in YAML', 'config.yaml', 'auto_map:\n  AutoModel: m.M\n'],
  ['trust_remote_code in YAML', 'config.yml', 'trust_remote_code: true\n'],
  ['a key of Hydra in escapes', 'c.yaml', '"\\x5ftarget_": os.system\n'],
  ['a complex key of Hydra', 'c.yaml', '? _target_\n: os.system\n'],
  ['a key of Hydra by an alias', 'c.yaml', 'k: &k _target_\nm:\n  *k : os.system\n'],
  ['a key of Hydra by a merge', 'c.yaml', 'a: &a {_target_: os.system}\nb:\n  <<: *a\n'],
  [
    'a tag behind a byte order mark',
    'c.yaml',
    '\ufeff%TAG !e! tag:yaml.org,2002:pyth\n---\na: !e!on/object/apply:os.system [id]\n',
  ],
  [
    'a tag behind another line break',
    'c.yaml',
    '#x\u0085%TAG !e! tag:yaml.org,2002:pyth\n---\na: !e!on/object/apply:os.system [id]\n',
  ],
  ['a tag of an application', 'c.yaml', 'a: !Thing {x: 1}\n'],
  ['YAML by no name', 'hparams', 'model:\n  _target_: os.system\n'],
  ['a module of latent diffusion', 'c.yaml', 'model:\n  target: os.system\n'],
];

export const ATTACK = '{{ lipsum.__globals__.os }}';
export const TEMPLATES: [where: string, files: Files][] = [
  ['YAML', { 'c.yaml': `chat_template: "${ATTACK}"\n` }],
  ...['custom_chat_template', 'chat_templates', 'default_chat_template', 'prompt_template', 'anything'].map(
    (key): [string, Files] => [`key ${key}`, { 'config.json': json({ [key]: ATTACK }) }],
  ),
  ['a list', { 'config.json': json({ x: [{ name: 'a', template: ATTACK }] }) }],
  ...['chat_template.txt', 'x.template', 'x.tmpl', 'chat_template', 'notes.txt', 'x.jinja'].map(
    (file): [string, Files] => [`file ${file}`, { [file]: ATTACK }],
  ),
  ['an escape that only Jinja reads', { 'notes.txt': "{{ ''['\\N{LOW LINE}'] }}" }],
  ['a page', { 'README.md': `# A\n${ATTACK}\n` }],
];
