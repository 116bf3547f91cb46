import { checkEnvironment, EngineProfile, VLLM } from '../../lib/engines';

const what = (env: Record<string, string>, profile: EngineProfile = VLLM) =>
  checkEnvironment(profile, env).map((problem) => problem.what);

describe('checkEnvironment', () => {
  test('variables that weaken nothing pass', () => {
    expect(what({ VLLM_LOGGING_LEVEL: 'WARNING', NCCL_DEBUG: 'WARN', TZ: 'UTC', VLLM_SERVER_DEV_MODE: '0' })).toEqual(
      [],
    );
  });

  test.each([
    ['VLLM_SERVER_DEV_MODE', '1'],
    ['VLLM_ALLOW_RUNTIME_LORA_UPDATING', 'true'],
    ['VLLM_ALLOW_INSECURE_SERIALIZATION', '1'],
    ['VLLM_LOGGING_LEVEL', 'debug'],
    ['LD_PRELOAD', '/tmp/x.so'],
    ['CUDA_VISIBLE_DEVICES', '0'],
    ['CUDA_INJECTION64_PATH', '/tmp/x.so'],
    ['NVIDIA_VISIBLE_DEVICES', 'all'],
    ['PYTHONPATH', '/tmp'],
  ])('%s=%s is refused', (name, value) => {
    expect(what({ [name]: value })).toEqual([expect.stringContaining(`variable ${name} is refused`)]);
  });

  test('what the library sets may not be replaced', () => {
    expect(what({ HF_HUB_OFFLINE: '0' })).toEqual(['variable HF_HUB_OFFLINE is set by the library']);
  });

  test('a variable is not completed after the check', () => {
    expect(what({ VLLM_LOGGING_LEVEL: '$(LEVEL)' })).toEqual([
      expect.stringContaining('completed when the container starts'),
    ]);
  });

  test('a name that no process can read is refused', () => {
    expect(what({ 'MY-NAME': 'x' })).toEqual(['a variable has no name that a process can read']);
  });

  test('the value of a refused variable, which may be a secret, is in no message', () => {
    const token = 'hf_abcdefghijklmnopqrstuvwxyz';
    expect(JSON.stringify(checkEnvironment(VLLM, { HF_TOKEN: token }))).not.toContain(token);
  });
});
