import * as fc from 'fast-check';
import { AbuseBudget } from '../../../lib';
import { checkArguments, EngineProfile, ModelTask, renderArguments, SGLANG, VLLM } from '../../../lib/engines';
import { fuzzing } from '../../support/fuzzing';

const VALUES = {
  version: '0.33.0',
  port: 8000,
  cpus: 8,
  gpus: 2,
  nodes: 1,
  leaderAddress: '$(LWS_LEADER_ADDRESS)',
  nodeRank: '$(LWS_WORKER_INDEX)',
  modelPath: '/models/qwen',
  modelRoot: '/models',
  modelName: 'qwen',
  drainSeconds: 90,
  tasks: [ModelTask.CHAT],
  limits: AbuseBudget.of()._engineLimits(),
};

const what = (...args: string[]) => checkArguments(VLLM, args).map((problem) => problem.what);

describe('renderArguments', () => {
  test('fills in what the service knows', () => {
    const args = renderArguments(VLLM, VALUES, []);
    expect(args[0]).toBe('/models/qwen');
    expect(args).toEqual(
      expect.arrayContaining([
        '--host=0.0.0.0',
        '--port=8000',
        '--served-model-name=qwen',
        '--load-format=safetensors',
        '--tensor-parallel-size=2',
        '--shutdown-timeout=90',
        '--disable-fastapi-docs',
      ]),
    );
  });

  test('a flag that a version does not have yet is left away', () => {
    const args = renderArguments(VLLM, { ...VALUES, version: '0.17.0' }, []).join(' ');
    expect(args).not.toContain('--shutdown-timeout');
    expect(args).toContain('--max-logprobs');
  });

  test.each([[['--max-logprobs=3']], [['--max_logprobs', '3']]])('%j replaces the default', (user) => {
    const args = renderArguments(VLLM, VALUES, user);
    expect(args.filter((arg) => arg.includes('max-logprobs') || arg.includes('max_logprobs'))).toHaveLength(1);
    expect(args.slice(-user.length)).toEqual(user);
  });

  test('an alias replaces the default too', () => {
    expect(renderArguments(VLLM, VALUES, ['-tp', '1']).join(' ')).not.toContain('--tensor-parallel-size');
  });

  test('a placeholder that nobody fills is an error of the profile', () => {
    const profile: EngineProfile = { ...VLLM, positionals: ['${weights}'] };
    expect(() => renderArguments(profile, VALUES, [])).toThrow('the profile names ${weights}');
  });
});

describe('checkArguments', () => {
  test('arguments that weaken nothing pass', () => {
    expect(
      what(
        '--enforce-eager',
        '--quantization',
        'awq',
        '-tp',
        '4',
        '--no-trust-remote-code',
        '--load-format=runai_streamer',
        '--uvicorn-log-level=warning',
        '--allowed-media-domains',
        'images.example.com',
        '--compilation-config={"mode":3}',
        '--kv-transfer-config.kv_role=kv_both',
        '--reasoning-parser=qwen3',
      ),
    ).toEqual([]);
  });

  test('of SGLang, whose names begin those of refused ones, are taken, and shorter ones are not', () => {
    expect(checkArguments(SGLANG, ['--quantization', 'fp8', '--ssl-keyfile=/tls/tls.key'])).toEqual([]);
    expect(checkArguments(SGLANG, ['--quantization-param', '/models/kv.json'])).toHaveLength(1);
    expect(checkArguments(SGLANG, ['--speculative-draft-model=/tmp/draft'])).toHaveLength(1);
  });

  test('a JSON value is replaced whole', () => {
    const flag = { name: '--compilation-config', value: '{"mode":3}', reason: 'compiles' };
    const profile: EngineProfile = { ...VLLM, flags: [flag] };
    expect(checkArguments(profile, ['--compilation-config={"mode":0}'])).toEqual([]);
    const [problem] = checkArguments(profile, ['--compilation-config.mode=0']);
    expect(problem.what).toBe('argument --compilation-config is replaced in part');
  });

  test.each([
    [['--max-num-seqs=1000']],
    [['--max_num_seqs', '1000']],
    [['--max-num-se=1000']],
    [['--max-model-len=8192']],
    [['--limit-mm-per-prompt={"image":9}']],
    [['--limit-mm-per-prompt.image=9']],
  ])('%j is said in the abuse budget', (user) => {
    expect(checkArguments(VLLM, user)).toEqual([
      expect.objectContaining({
        what: expect.stringMatching(/^argument --(max-num-seqs|max-model-len|limit-mm-per-prompt) is a limit of the/),
        fix: expect.stringContaining('say the number in abuseBudget'),
      }),
    ]);
  });

  test.each([
    ['--trust-remote-code'],
    ['--trust-remote-code=true'],
    ['--trust_remote_code'],
    ['--trust-remote_code=1'],
    ['--trust-remote'],
    ['--trust_rem'],
  ])('%s is refused with its reason', (arg) => {
    const [problem] = checkArguments(VLLM, [arg]);
    expect(problem).toMatchObject({
      what: 'argument --trust-remote-code is refused: runs Python code from the model directory',
      got: arg,
    });
  });

  test.each([
    ['a refused value', ['--load-format=auto'], '--load-format is refused'],
    ['a refused value after a space', ['--load-format', 'pt'], '--load-format is refused'],
    ['a refused value in capitals', ['--load-format', 'PT'], '--load-format is refused'],
    [
      'a refused flag that comes again',
      ['--load-format=safetensors', '--load-format=auto'],
      '--load-format is refused',
    ],
    ['a config file', ['--config', 'config.yaml'], '--config is refused'],
    ['an alias', ['-dpm'], '--data-parallel-multi-port-external-lb is refused'],
    [
      'a key within JSON',
      ['--kv-transfer-config', '{"kv_connector_extra_config":{"connectors":[{"kv_connector_module_path":"evil"}]}}'],
      '--kv-transfer-config.kv_connector_module_path is refused',
    ],
    [
      'a key after a dot',
      ['--kv-transfer-config.kv_connector_module_path=evil'],
      '--kv-transfer-config.kv_connector_module_path is refused',
    ],
    [
      'a key after a dot of an abbreviated flag',
      ['--kv-transfer.kv_connector_module_path', 'evil'],
      '--kv-transfer-config.kv_connector_module_path is refused',
    ],
    ['JSON that cannot be read', ['--kv-transfer-config={kv_role:both}'], 'kv_connector_module_path is refused'],
    ['a port of its own', ['--port=9000'], '--port is set by the library'],
    ['protection undone', ['--no-disable-fastapi-docs'], '--disable-fastapi-docs is set by the library'],
    ['protection undone by its opposite', ['--enable-fastapi-docs'], '--disable-fastapi-docs is set by the library'],
    ['a positional argument', ['other/model'], 'is not a flag'],
    ['the end of flags', ['--seed=1', '--', '--trust-remote-code'], 'is not a flag'],
    ['an expansion', ['--seed=$(SEED)'], 'completed when the container starts'],
  ])('%s is refused', (_, args, message) => {
    expect(what(...args).join('\n')).toContain(message);
  });

  test('every refused flag of vLLM is refused in each of its spellings', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VLLM.refusedFlags.filter(({ name }) => !name.includes('.'))),
        fc.boolean(),
        fc.boolean(),
        ({ name, values }, underscores, joined) => {
          const spelled = underscores ? `--${name.slice(2).replaceAll('-', '_')}` : name;
          const value = values?.[0] ?? 'anything';
          const args = joined ? [`${spelled}=${value}`] : [spelled, value];
          expect(what(...args).some((message) => message.startsWith(`argument ${name} is refused`))).toBe(true);
        },
      ),
      fuzzing(100),
    );
  });

  test('no argument makes the check itself fail', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('--', '-', '--x', '--x.y=', '--x.y', '='))),
        (args) => {
          expect(Array.isArray(checkArguments(VLLM, args))).toBe(true);
        },
      ),
      fuzzing(100),
    );
  });
});
