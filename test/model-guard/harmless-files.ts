/** Files as publishers, trainers and tools write them beside weights. */
import { Files, json } from './hostile-files';

export const HARMLESS: [what: string, files: Files][] = [
  [
    'readme html',
    {
      'README.md':
        '---\nlicense: apache-2.0\npipeline_tag: text-generation\nlibrary_name: transformers\n---\n<div align="center">\n<img src="https://x/y.png" width="60%"/>\n</div>\n\nUse `trust_remote_code=True`.\n\n```python\nimport os\nos.system("x")\n```\n',
    },
  ],
  [
    'ggml Modelfile',
    {
      Modelfile:
        'FROM ./model.gguf\nTEMPLATE """{{- range $i, $_ := .Messages }}{{ .Content }}{{ end }}"""\nPARAMETER stop "<|im_end|>"\n',
    },
  ],
  ['ollama params', { params: json({ stop: ['<|im_end|>'] }) }],
  [
    'generation',
    {
      'generation_config.json': json({
        do_sample: true,
        temperature: 0.7,
        eos_token_id: [1, 2],
        transformers_version: '4.51.0',
        _from_model_config: true,
      }),
    },
  ],
  [
    'adapter',
    {
      'adapter_config.json': json({
        alpha_pattern: {},
        auto_mapping: null,
        base_model_name_or_path: 'meta-llama/Llama-3.1-8B',
        bias: 'none',
        corda_config: null,
        eva_config: null,
        exclude_modules: null,
        fan_in_fan_out: false,
        inference_mode: true,
        init_lora_weights: true,
        layer_replication: null,
        layers_pattern: null,
        layers_to_transform: null,
        loftq_config: {},
        lora_alpha: 16,
        lora_bias: false,
        lora_dropout: 0.0,
        megatron_config: null,
        megatron_core: 'megatron.core',
        modules_to_save: null,
        peft_type: 'LORA',
        r: 8,
        rank_pattern: {},
        revision: null,
        target_modules: ['q_proj', 'model.layers.0.self_attn.v_proj'],
        target_parameters: ['mlp.experts.down_proj'],
        task_type: 'CAUSAL_LM',
        trainable_token_indices: null,
        use_dora: false,
        use_rslora: false,
      }),
    },
  ],
  ['adapter local', { 'adapter_config.json': json({ base_model_name_or_path: '../models/llama', peft_type: 'LORA' }) }],
  [
    'gptq',
    {
      'quantize_config.json': json({
        bits: 4,
        group_size: 128,
        desc_act: false,
        model_name_or_path: null,
        model_file_base_name: 'model',
        quant_method: 'gptq',
        checkpoint_format: 'gptq',
        meta: { quantizer: ['gptqmodel:2.2.0'], uri: 'https://github.com/modelcloud/gptqmodel' },
      }),
    },
  ],
  [
    'compressed tensors',
    {
      'config.json': json({
        architectures: ['LlamaForCausalLM'],
        quantization_config: {
          config_groups: {
            group_0: {
              format: 'float-quantized',
              input_activations: {
                actorder: null,
                block_structure: null,
                dynamic: true,
                num_bits: 8,
                observer: null,
                observer_kwargs: {},
                strategy: 'token',
                symmetric: true,
                type: 'float',
              },
              output_activations: null,
              targets: ['Linear', 're:.*self_attn.q_proj'],
              weights: { num_bits: 8, type: 'float', strategy: 'channel' },
            },
          },
          format: 'float-quantized',
          ignore: ['lm_head', 're:.*mlp.gate$', 'model.layers.0.mlp.gate'],
          kv_cache_scheme: null,
          quant_method: 'compressed-tensors',
          sparsity_config: {},
          transform_config: {},
          version: '0.11.0',
        },
      }),
    },
  ],
  [
    'bnb',
    {
      'config.json': json({
        quantization_config: {
          _load_in_4bit: true,
          bnb_4bit_compute_dtype: 'bfloat16',
          bnb_4bit_quant_type: 'nf4',
          llm_int8_skip_modules: ['lm_head', 'model.vision_tower', 'vision_tower.blocks'],
          quant_method: 'bitsandbytes',
        },
        torch_dtype: 'bfloat16',
      }),
    },
  ],
  [
    'modelopt',
    {
      'hf_quant_config.json': json({
        producer: { name: 'modelopt', version: '0.29.0' },
        quantization: {
          quant_algo: 'NVFP4',
          kv_cache_quant_algo: 'FP8',
          group_size: 16,
          exclude_modules: ['lm_head', 'model.layers.0.mlp.gate'],
        },
      }),
    },
  ],
  [
    'modelscope',
    { 'configuration.json': json({ framework: 'pytorch', task: 'chat', allow_remote: false, plugins: [] }) },
  ],
  [
    'modelscope2',
    {
      'configuration.json': json({
        framework: 'pytorch',
        task: 'text-generation',
        model: { type: 'qwen' },
        pipeline: { type: 'text-generation-pipeline' },
      }),
    },
  ],
  [
    'tekken',
    {
      'tekken.json': json({
        config: {
          pattern: '[^\\r\\n\\p{L}]?',
          num_vocab_tokens: 131072,
          default_vocab_size: 131072,
          default_num_special_tokens: 1000,
          version: 'v3',
        },
        vocab: [
          { rank: 0, token_bytes: 'b3MucGF0aA==', token_str: 'os.path' },
          { rank: 1, token_bytes: 'e3s=', token_str: '{{' },
          { rank: 2, token_bytes: 'fX0=', token_str: '}}' },
          { rank: 3, token_bytes: '', token_str: 'eval("' },
        ],
        special_tokens: [{ rank: 0, token_str: '<unk>', is_control: true }],
      }),
    },
  ],
  [
    'labels',
    { 'config.json': json({ id2label: { 0: 'comp.graphics', 1: 'sci.med' }, label2id: { 'comp.graphics': 0 } }) },
  ],
  [
    'tokenizer json',
    {
      'tokenizer.json': json({
        version: '1.0',
        truncation: null,
        padding: null,
        added_tokens: [{ id: 0, content: '<s>', single_word: false, special: true }],
        normalizer: {
          type: 'Sequence',
          normalizers: [
            { type: 'Prepend', prepend: '▁' },
            { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
          ],
        },
        pre_tokenizer: { type: 'Split', pattern: { Regex: 'x' }, behavior: 'Isolated', invert: false },
        post_processor: {
          type: 'TemplateProcessing',
          single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
          special_tokens: { '<s>': { id: '<s>', ids: [0], tokens: ['<s>'] } },
        },
        decoder: { type: 'ByteLevel' },
        model: {
          type: 'BPE',
          vocab: { 'os.system': 1, '__import__(': 2, 'eval("': 3, '{{': 4, '}}': 5 },
          merges: ['e val(', 'o s.system', ['a', 'b.c']],
        },
      }),
    },
  ],
  [
    'vocab txt',
    {
      'vocab.txt': [
        '[PAD]',
        '{{',
        'हिन्दी',
        'a²',
        '#',
        'os.system',
        '}}',
        'import',
        '__init__',
        '{%',
        '%}',
        'class',
        'exec("x',
      ].join('\n'),
    },
  ],
  ['merges', { 'merges.txt': '#version: 0.2\nĠ t\n_ _\n__ init__\n{{ }}\n{ %\n% }\n' }],
  [
    'st config',
    {
      'config_sentence_transformers.json': json({
        __version__: { sentence_transformers: '3.0.0', transformers: '4.41.2', pytorch: '2.3.0' },
        prompts: { query: 'Instruct: Given a web search query\nQuery:' },
        default_prompt_name: null,
        similarity_fn_name: 'cosine',
      }),
      'modules.json': json([
        { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
        { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
        { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
      ]),
    },
  ],
  [
    'st v5 modules',
    {
      'modules.json': json([
        { idx: 0, name: '0', path: '', type: 'sentence_transformers.base.modules.transformer.Transformer' },
      ]),
    },
  ],
  [
    'cross encoder',
    {
      'config.json': json({
        sentence_transformers: { activation_fn: 'torch.nn.modules.activation.Sigmoid', version: '4.0.1' },
      }),
    },
  ],
  [
    'diffusers',
    {
      'model_index.json': json({
        _class_name: 'StableDiffusionXLPipeline',
        _diffusers_version: '0.30.0',
        feature_extractor: [null, null],
        scheduler: ['diffusers', 'EulerDiscreteScheduler'],
        text_encoder: ['transformers', 'CLIPTextModel'],
        force_zeros_for_empty_prompt: true,
        safety_checker: ['stable_diffusion', 'StableDiffusionSafetyChecker'],
      }),
    },
  ],
  [
    'preprocessor',
    {
      'preprocessor_config.json': json({
        image_processor_type: 'Qwen2VLImageProcessor',
        processor_class: 'Qwen2_5_VLProcessor',
        feature_extractor_type: 'WhisperFeatureExtractor',
        size: { shortest_edge: 3136 },
      }),
    },
  ],
  [
    'timm',
    {
      'config.json': json({
        architecture: 'vit_base_patch16_224',
        num_classes: 1000,
        pretrained_cfg: {
          tag: 'augreg2_in21k_ft_in1k',
          custom_load: false,
          input_size: [3, 224, 224],
          first_conv: 'patch_embed.proj',
          classifier: 'head',
          url: 'https://x/y.npz',
          hf_hub_id: 'timm/vit',
        },
      }),
    },
  ],
  [
    'mistral params',
    {
      'params.json': json({
        dim: 4096,
        n_layers: 32,
        moe: { num_experts: 8 },
        vision_encoder: { hidden_size: 1024, mm_projector_id: 'patch_merge' },
      }),
    },
  ],
  [
    'license',
    {
      LICENSE: 'Apache License\nVersion 2.0, January 2004\n',
      'LICENSE.txt': 'x',
      NOTICE: 'from os import path is prose? no',
    },
  ],
  ['gitattributes', { '.gitattributes': '*.safetensors filter=lfs diff=lfs merge=lfs -text\n*.bin filter=lfs\n' }],
  [
    'requirements plain',
    { 'requirements.txt': '# x\ntorch>=2.1\ntransformers[torch]==4.51.0 ; python_version > "3.9"\n\n' },
  ],
  [
    'triton onnx',
    {
      'config.pbtxt':
        'name: "m"\nplatform: "onnxruntime_onnx"\nmax_batch_size: 8\ninput [ { name: "x" data_type: TYPE_FP32 dims: [ 1 ] } ]\n',
    },
  ],
  ['triton backend', { 'config.pbtxt': 'name: "m"\nbackend: "onnxruntime"\ninstance_group [ { kind: KIND_GPU } ]\n' }],
  [
    'toml',
    { 'pyproject.toml': '[tool.x]\nname = "model"\nversion = "1.0.0"\nrepository = "https://github.com/a/b"\n' },
  ],
  [
    'jsonl eval',
    { 'eval.jsonl': '{"question":"What does os.system do?","answer":"os.system(\'x\') runs x"}\n{"a":1}\n' },
  ],
  [
    'trainer state',
    {
      'trainer_state.json': json({ best_metric: null, log_history: [{ epoch: 0.1, loss: 1.2 }] }),
      'all_results.json': '{"epoch": 1.0}',
    },
  ],
  [
    'weight index',
    {
      'model.safetensors.index.json': json({
        metadata: { total_size: 16 },
        weight_map: { a: 'model.safetensors', b: 'model.safetensors' },
      }),
    },
  ],
  [
    'recipe',
    {
      'recipe.yaml':
        'default_stage:\n  default_modifiers:\n    QuantizationModifier:\n      targets: [Linear]\n      ignore: [lm_head, "re:.*gate$"]\n      scheme: FP8_DYNAMIC\n',
    },
  ],
  [
    'mergekit',
    {
      'mergekit_config.yml':
        'models:\n  - model: mistralai/Mistral-7B-v0.1\n  - model: org/other-7B\n    parameters: {density: 0.5}\nmerge_method: dare_ties\nbase_model: mistralai/Mistral-7B-v0.1\ndtype: bfloat16\n',
    },
  ],
  [
    'mlc',
    {
      'mlc-chat-config.json': json({
        version: '0.1.0',
        model_type: 'llama',
        quantization: 'q4f16_1',
        conv_template: {
          name: 'llama-3',
          system_template: '<|start|>{system_message}',
          roles: { user: '<|u|>' },
          seps: ['\n'],
          stop_token_ids: [1],
        },
      }),
    },
  ],
  [
    'openvino meta',
    {
      'openvino_config.json': json({
        dtype: 'int4',
        quantization_config: { bits: 4, dataset: 'wikitext2', ratio: 1.0 },
      }),
    },
  ],
  [
    'genai',
    {
      'genai_config.json': json({
        model: {
          type: 'phi3',
          decoder: {
            filename: 'model.onnx',
            session_options: { log_id: 'onnxruntime-genai', provider_options: [{ cuda: {} }] },
            inputs: { input_ids: 'input_ids', past_key_names: 'past_key_values.%d.key' },
            head_size: 96,
          },
        },
        search: {},
      }),
    },
  ],
  [
    'whisper',
    {
      'normalizer.json': json({ accessorise: 'accessorize' }),
      'generation_config.json': json({
        lang_to_id: { '<|af|>': 50327 },
        alignment_heads: [[1, 2]],
        task_to_id: { transcribe: 1 },
      }),
    },
  ],
  [
    'space readme yaml',
    {
      'README.md':
        '---\nwidget:\n- text: "import os"\nmodel-index:\n- name: x\n  results:\n  - task: {type: text-generation}\n    dataset: {name: a, type: b/c}\n---\n# x\n',
    },
  ],
  [
    'croissant',
    {
      'croissant.json': json({
        '@context': { '@language': 'en', '@vocab': 'https://schema.org/', sc: 'https://schema.org/' },
        '@type': 'sc:Dataset',
        name: 'x',
        distribution: [{ '@type': 'cr:FileObject', '@id': 'repo' }],
      }),
    },
  ],
  [
    'language codes',
    {
      'config.json': json({
        languages: ['en', 'de'],
        tags: ['a.b'],
        model_id: 'org/name',
        version: '1.2.3',
        time: '12:30',
        revision: 'refs/pr/1',
      }),
    },
  ],
  [
    'unsloth',
    {
      'config.json': json({
        unsloth_version: '2025.3.1',
        unsloth_fixed: true,
        model_name: 'unsloth/x',
        attn_implementation: 'flash_attention_2',
        _attn_implementation_autoset: true,
        text_config: { _attn_implementation: 'sdpa' },
      }),
    },
  ],
];
