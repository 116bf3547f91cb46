import { EngineFlag } from '../engine-profile';
import { ModelTask } from '../model-task';

export const LLAMA_CPP_FLAGS: EngineFlag[] = [
  {
    name: '--host',
    value: '0.0.0.0',
    replaceable: false,
    reason: 'probes and the mesh proxy come over the pod network',
  },
  { name: '--port', value: '${port}', replaceable: false, reason: 'policies and probes name the port' },
  {
    name: '--model',
    aliases: ['-m'],
    value: '${modelPath}/model.gguf',
    replaceable: false,
    reason: 'the verified model',
  },
  { name: '--alias', aliases: ['-a'], value: '${modelName}', reason: 'callers name the model, not its path' },
  {
    name: '--threads',
    aliases: ['-t'],
    value: '${cpus}',
    reason: 'the default counts the cores of the node, of which the pod has a share',
  },
  {
    name: '--parallel',
    aliases: ['-np'],
    value: '${concurrentRequests}',
    reason: 'bounds what is computed at once, and the answers to one request',
  },
  {
    name: '--kv-unified',
    aliases: ['-kvu'],
    reason: 'else each request gets the context divided by the number of requests',
  },
  {
    name: '--kv-unified-per-slot',
    value: '${contextTokens}',
    reason: 'bounds prompt and answer; without it the length that the model was made for holds',
  },
  {
    name: '--cache-ram',
    aliases: ['-cram'],
    value: '0',
    reason:
      'the default keeps 8 GiB of the prompts of all callers in memory, which the limit of the pod does not count',
  },
  {
    name: '--embeddings',
    aliases: ['--embedding'],
    tasks: [ModelTask.EMBEDDING],
    reason: 'without it /v1/embeddings answers 501',
  },
  {
    name: '--rerank',
    aliases: ['--reranking'],
    tasks: [ModelTask.RERANK],
    reason: 'without it /v1/rerank answers 501',
  },
  { name: '--offline', replaceable: false, reason: 'the server reads a mounted model and downloads nothing' },
  { name: '--metrics', replaceable: false, reason: 'the scraper and autoscaling read them' },
  { name: '--no-slots', replaceable: false, reason: 'the default shows the prompts of all callers' },
  { name: '--no-ui', aliases: ['--no-webui'], replaceable: false, reason: 'a web page for whoever asks' },
  {
    name: '--cors-origins',
    value: 'https://none.invalid',
    reason: 'the default lets every web page that a user opens call the server; a name that cannot exist (RFC 2606)',
  },
  { name: '--no-cors-credentials', replaceable: false, reason: 'the default lets web pages send credentials' },
];
