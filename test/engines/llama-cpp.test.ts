import { Chart, Size, Testing } from 'cdk8s';
import { Gpu, InferenceEngine, LlamaCppOptions, ModelFormat, ModelSource, SecureGpuInferenceService } from '../../lib';
import { checkArguments, checkEnvironment, LLAMA_CPP, openAdvisories } from '../../lib/engines';

const DIGEST = 'a'.repeat(64);

function engineContainer(options: Partial<LlamaCppOptions> = {}, format = ModelFormat.GGUF): any {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'inference' });
  new SecureGpuInferenceService(chart, 'Service', {
    engine: InferenceEngine.llamaCpp({
      image: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/llama.cpp@sha256:${DIGEST}`,
      version: '0.5.0',
      ...options,
    }),
    model: ModelSource.pvc({ name: 'qwen', claimName: 'models', format, size: Size.gibibytes(3) }),
    gpu: Gpu.none(),
    pod: { cpu: 2.5 },
  });
  const deployment = Testing.synth(chart).find((object: any) => object.kind === 'Deployment');
  return deployment.spec.template.spec.containers[0];
}

const following = (args: string[], flag: string) => args[args.indexOf(flag) + 1];

test('each value is an argument of its own, as llama-server takes them', () => {
  const { args } = engineContainer();
  expect(args.filter((arg: string) => /^--?[a-z-]+=/.test(arg))).toEqual([]);
  expect(following(args, '--port')).toBe('8080');
  expect(following(args, '--model')).toBe('/models/qwen/model.gguf');
});

test('threads follow the cores of the pod, rounded up', () => {
  expect(following(engineContainer().args, '--threads')).toBe('3');
});

test('nothing is writable: the server only reads the model', () => {
  expect(engineContainer().volumeMounts).toEqual([{ name: 'model', mountPath: '/models/qwen', readOnly: true }]);
});

test('a model in parts is named by its first file', () => {
  const { args } = engineContainer({ modelFile: 'qwen-00001-of-00002.gguf' });
  expect(following(args, '--model')).toBe('/models/qwen/qwen-00001-of-00002.gguf');
});

test.each(['../other/model.gguf', 'model.bin', '/etc/model.gguf', '-x.gguf', ''])(
  'the model file %j is refused',
  (modelFile) => {
    expect(() => engineContainer({ modelFile })).toThrow('the model file is not a GGUF file in the directory');
  },
);

test('another format than GGUF is refused', () => {
  expect(() => engineContainer({}, ModelFormat.SAFETENSORS)).toThrow('gguf');
});

test('an argument of a user replaces a default, in either spelling', () => {
  const { args } = engineContainer({ args: ['-t', '1'] });
  expect(args.filter((arg: string) => arg === '--threads')).toEqual([]);
  expect(args.slice(-2)).toEqual(['-t', '1']);
});

test.each([
  [['--tools', 'all'], '--tools'],
  [['--hf-repo', 'a/b'], '--hf-repo'],
  [['-hf', 'a/b'], '--hf-repo'],
  [['--models_dir', '/models'], '--models-dir'],
  [['--media-path', '/'], '--media-path'],
  [['--slots'], '--slots'],
  [['--webui'], '--ui'],
  [['-lv', '5'], '--verbosity'],
  [['--cors-origins', '*'], '--cors-origins'],
  [['--port', '80'], '--port'],
  [['--model', '/models/other.gguf'], '--model'],
])('%j is refused', (args, flag) => {
  expect(checkArguments(LLAMA_CPP, args).map(({ what }) => what)).toEqual(
    expect.arrayContaining([expect.stringContaining(`argument ${flag} `)]),
  );
});

test.each([[['--ctx-size', '8192']], [['--mmproj', '/models/qwen/mmproj.gguf']], [['-lv', '2']], [['--grammar', 'x']]])(
  '%j weakens nothing',
  (args) => {
    expect(checkArguments(LLAMA_CPP, args)).toEqual([]);
  },
);

test('a flag and its value in one argument would stop the server', () => {
  expect(checkArguments(LLAMA_CPP, ['--ctx-size=8192'])).toEqual([
    expect.objectContaining({ what: expect.stringContaining('which the engine does not take') }),
  ]);
});

test.each(['--fim-qwen-1.5b-default', '--fim_qwen_1.5b_default'])('%s downloads, with a dot in its name', (name) => {
  expect(checkArguments(LLAMA_CPP, [name]).map(({ what }) => what)).toEqual([
    expect.stringContaining('argument --fim-qwen-1.5b-default is refused'),
  ]);
});

test('the beginning of a name is no flag to llama-server', () => {
  expect(checkArguments(LLAMA_CPP, ['--tools-run', 'x'])).toEqual([]);
  expect(checkArguments(LLAMA_CPP, ['--tools-runtime', 'x'])).toHaveLength(1);
});

test.each(['LLAMA_ARG_TOOLS', 'LLAMA_API_KEY', 'GGML_BACKEND_PATH', 'AIP_MODE', 'LD_PRELOAD', 'HF_TOKEN'])(
  'variable %s is refused',
  (name) => {
    expect(checkEnvironment(LLAMA_CPP, { [name]: 'x' })).toHaveLength(1);
  },
);

test('the release that the profile describes has every known fix', () => {
  expect(openAdvisories(LLAMA_CPP, LLAMA_CPP.describedVersion)).toEqual([]);
  expect(openAdvisories(LLAMA_CPP, '0.4.0').map(({ id }) => id)).toEqual(['CVE-2026-21869']);
});
