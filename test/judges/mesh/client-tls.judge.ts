/** Whether the model claims the TLS mode that Istio's control plane gives to the proxy of a client. */
import * as fc from 'fast-check';
import { answerTo, buildIstiod, documents, replica } from './istiod';
import { modelsOf } from '../../../lib/effective/models';
import { fuzzing } from '../../support/fuzzing';
import { GO, judge } from '../support/judge';

const HOST = 'llm.ai.svc.cluster.local';
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'llm', namespace: 'ai' },
  spec: { clusterIP: '10.96.0.7', selector: { app: 'llm' }, ports: [{ name: 'http', port: 8000, protocol: 'TCP' }] },
};
const CLIENTS = [
  { namespace: 'ai', labels: { app: 'client' } },
  { namespace: 'callers', labels: { app: 'client' } },
  { namespace: 'istio-system', labels: { app: 'gateway' } },
];
const RUNS = 30;

const tls = fc.constantFrom(
  ...[undefined, undefined, {}, { sni: 'llm' }, { mode: 'DISABLE' }, { mode: 'SIMPLE' }, { mode: 'ISTIO_MUTUAL' }],
);
const ofPort = fc.record({
  port: fc.record({ number: fc.constantFrom(8000, 9000) }),
  tls,
  loadBalancer: fc.constant({ simple: 'RANDOM' }),
});
const policy = fc.record(
  {
    tls,
    portLevelSettings: fc.array(ofPort, { minLength: 1, maxLength: 2 }),
    loadBalancer: fc.constant({ simple: 'RANDOM' }),
  },
  { requiredKeys: ['loadBalancer'] },
);
const rule = fc
  .record({
    namespace: fc.constantFrom('ai', 'ai', 'callers', 'istio-system', 'others'),
    spec: fc.record(
      {
        host: fc.constantFrom('llm', HOST, HOST, '*.ai.svc.cluster.local', '*.local', '*', 'llm.ai', 'llm.ai.svc'),
        trafficPolicy: policy,
        subsets: fc.tuple(fc.record({ name: fc.constant('v1'), trafficPolicy: policy }, { requiredKeys: ['name'] })),
        exportTo: fc.constantFrom(['.'], ['*'], ['callers'], ['.', 'callers'], ['others', '.'], []),
        workloadSelector: fc.constantFrom({ matchLabels: { app: 'client' } }, { matchLabels: { app: 'x' } }),
      },
      { requiredKeys: ['host'] },
    ),
  })
  .map(({ namespace, spec: { exportTo, ...spec } }) => ({
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { namespace } },
    // Istio refuses to export a rule for workloads, and two names for one namespace
    spec:
      spec.workloadSelector === undefined ? { ...spec, exportTo: exportTo?.filter((to) => to !== namespace) } : spec,
  }));
const situation = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.constantFrom(...CLIENTS))
  .map(([rules, client]) => ({ client, rules: rules.map((each, index) => named(each, `rule${index}`)) }));

/** One for each mode that Istio gives, since random situations hold all of them by chance only. */
const ONE_OF_EACH_MODE = [undefined, { mode: 'DISABLE' }, { mode: 'SIMPLE' }, { mode: 'ISTIO_MUTUAL' }].map((mode) => ({
  client: CLIENTS[0],
  rules: [
    {
      ...{ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' },
      metadata: { namespace: 'ai', name: 'rule' },
      spec: { host: HOST, trafficPolicy: { loadBalancer: { simple: 'RANDOM' }, tls: mode } },
    },
  ],
}));

function named(object: any, name: string): any {
  return { ...object, metadata: { ...object.metadata, name } };
}

judge('TLS of clients', [GO], () => {
  test(`is what istiod gives, in ${RUNS} random situations and one for each mode`, () => {
    const binary = buildIstiod();
    const { seed, numRuns } = fuzzing(RUNS);
    const found = [...ONE_OF_EACH_MODE, ...fc.sample(situation, { seed, numRuns })].flatMap(({ client, rules }) => {
      const { clusterConfigs } = answerTo(binary, {
        configs: documents(rules),
        kubernetes: documents([
          SERVICE,
          ...replica({ name: 'llm', namespace: 'ai', spec: SERVICE.spec, ip: '10.1.2.3', pod: 'replica' }),
        ]),
        ...{ extensionProviders: [], filters: [], ip: '10.1.2.4' },
        ...client,
      });
      const { mesh } = modelsOf(rules);
      return clusterConfigs
        .filter(({ name }) => name.startsWith('outbound|8000|') && name.endsWith(HOST))
        .map((cluster) => {
          const subset = cluster.name.split('|')[2] || undefined;
          const { modes } = mesh.clientTls(client, { host: HOST, home: 'ai', port: 8000, subset });
          return { seed, client, rules, subset, claimed: [...modes], given: modeGiven(cluster) };
        });
    });
    expect(found.length).toBeGreaterThanOrEqual(numRuns);
    expect(found.filter(({ claimed, given }) => !claimed.includes(given))).toEqual([]);
    expect(new Set(found.map(({ given }) => given))).toEqual(new Set(['AUTO', 'DISABLE', 'SIMPLE', 'ISTIO_MUTUAL']));
    // a model that says "any of them" would claim nothing
    expect(found.filter(({ claimed }) => claimed.length === 1).length).toBeGreaterThan(found.length / 2);
  });
});

function modeGiven({ transportSocket, transportSocketMatches }: any): string {
  if (transportSocketMatches?.length > 0) {
    return 'AUTO';
  }
  const common = transportSocket?.typedConfig?.commonTlsContext;
  if (common === undefined) {
    return 'DISABLE';
  }
  return common.tlsCertificateSdsSecretConfigs?.length > 0 ? 'ISTIO_MUTUAL' : 'SIMPLE';
}
