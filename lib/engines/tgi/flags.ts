import { EngineFlag } from '../engine-profile';

export const TGI_FLAGS: EngineFlag[] = [
  { name: '--model-id', value: '${modelPath}', replaceable: false, reason: 'the verified model' },
  {
    name: '--hostname',
    value: '0.0.0.0',
    replaceable: false,
    reason: 'without it the variable HOSTNAME counts, which Kubernetes sets to the name of the pod',
  },
  {
    name: '--port',
    aliases: ['-p'],
    value: '${port}',
    replaceable: false,
    reason: 'policies and probes name the port; the image says 80, which only root may open',
  },
  { name: '--num-shard', value: '${gpus}', reason: 'uses every GPU of the replica' },
  {
    name: '--max-concurrent-requests',
    value: '${admittedRequests}',
    reason: 'requests running and waiting; more are answered with 429',
  },
  { name: '--max-batch-size', value: '${concurrentRequests}', reason: 'bounds what is computed at once' },
  { name: '--max-total-tokens', value: '${contextTokens}', reason: 'bounds prompt and answer' },
  { name: '--max-best-of', value: '${answersPerPrompt}', reason: 'bounds answers to one prompt' },
  { name: '--max-client-batch-size', value: '${promptsPerRequest}', reason: 'bounds prompts in one request' },
  { name: '--payload-limit', value: '${bodyBytes}', reason: 'bounds the size of a request; the default is 2 MB' },
  { name: '--disable-grammar-support', reason: 'callers send grammars, which are compiled without a limit' },
  { name: '--cors-allow-origin', value: 'https://none.invalid', reason: 'a name that cannot exist (RFC 2606)' },
  { name: '--usage-stats', value: 'off', replaceable: false, reason: 'reports are sent to the makers' },
  { name: '--graceful-termination-timeout', value: '${drainSeconds}', reason: 'lets running requests finish' },
];
