/** Whether the model of the mesh claims what Istio's own control plane, injector and charts do. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { buildIstiod, inboundChains, inboundFilters, SidecarConfiguration, sidecarsOf } from './istiod';
import { Policies, policies } from './situations';
import { modelsOf } from '../../../lib/effective/models';
import { selects } from '../../../lib/objects/label-selector';
import { fuzzing } from '../../support/fuzzing';
import { goBuild, goModuleDir } from '../support/go';
import { ISTIO, ISTIO_VERSION } from '../support/istio';
import { GO, judge } from '../support/judge';

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'llm', namespace: 'ai' },
  spec: {
    clusterIP: '10.96.0.7',
    selector: { app: 'llm' },
    ports: [{ name: 'http', port: 8000, targetPort: 'http', protocol: 'TCP' }],
  },
};
const RUNS = 100;

judge('the model of the mesh', [GO], () => {
  test(`claims the TLS modes and filters that istiod gives, in ${RUNS} random situations`, () => {
    const { seed, numRuns } = fuzzing(RUNS);
    const situations = fc.sample(policies, { seed, numRuns });
    const sidecars = sidecarsOf(
      buildIstiod(),
      situations.map((some) => ({ objects: [SERVICE, ...some], service: 'llm' })),
    );
    const differing = situations.flatMap((some, index) => {
      const [claimed, given] = [claimsOf(some), factsOf(sidecars[index])];
      const isSame = claimed.modes.has(given.mode) && JSON.stringify(claimed.filters) === JSON.stringify(given.filters);
      return isSame ? [] : [{ seed, some, claimed: { ...claimed, modes: [...claimed.modes] }, given }];
    });
    expect(differing).toEqual([]);
    expect(new Set(sidecars.map((sidecar) => JSON.stringify(factsOf(sidecar)))).size).toBeGreaterThan(5);
  });

  test('claims a proxy where the webhooks of the chart send a pod and the injector takes it', () => {
    const injector = goBuild(join(__dirname, 'istiod/inject'), 'istio-inject', ['-s', '-w']);
    const pods = NAMESPACES.flatMap((namespace) =>
      LABELS.flatMap((labels) =>
        ANNOTATIONS.flatMap((annotations) =>
          HOSTS.map((hostNetwork) => ({ namespace, labels, annotations, hostNetwork })),
        ),
      ),
    );
    const objects = pods.map(({ labels, annotations, hostNetwork }, index) =>
      podOf(index, labels, annotations, hostNetwork),
    );
    const answer = execFileSync(injector, ['-skip'], {
      input: objects.map((object) => JSON.stringify(object)).join('\n---\n'),
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    const taken = parseAllDocuments(answer)
      .filter((document) => document.toJS() !== null)
      .map((document) => JSON.stringify(document.toJS()).includes('istio-proxy'));
    expect(taken).toHaveLength(pods.length);
    const [webhooks, ambient] = [injectionSelectors(), ambientSelectors()];
    const given = pods.map(({ namespace, labels, hostNetwork }, index) => {
      const isSent = webhooks.some(
        (hook) => selects(hook.namespaceSelector, namespace) && selects(hook.objectSelector, labels),
      );
      const isEnrolled = ambient.some(
        (each) => selects(each.namespaceSelector ?? {}, namespace) && selects(each.podSelector ?? {}, labels),
      );
      return isSent && taken[index] ? 'sidecar' : isEnrolled && !hostNetwork ? 'ambient' : 'none';
    });
    const claimed = pods.map(({ namespace }, index) => {
      const models = modelsOf([namespaceOf(namespace), objects[index]]);
      return models.mesh.of(models.pods[0]).membership;
    });
    expect(claimed.map((claim, index) => ({ ...pods[index], claim }))).toEqual(
      given.map((claim, index) => ({ ...pods[index], claim })),
    );
    expect(new Set(given)).toEqual(new Set(['sidecar', 'ambient', 'none']));
  });
});

interface Filters {
  readonly ALLOW: boolean;
  readonly DENY: boolean;
}

function claimsOf(some: Policies): { modes: ReadonlySet<string>; filters: Filters } {
  const models = modelsOf([
    namespaceOf({ 'istio-injection': 'enabled' }),
    podOf(0, { app: 'llm' }, {}, false),
    ...some,
  ]);
  const pod = models.mesh.of(models.pods[0]);
  const isLeft = pod.removedFilters(8000).length === 0;
  const { ALLOW, DENY } = pod.authorization;
  return { modes: pod.tlsModes(8000), filters: { ALLOW: isLeft && ALLOW.length > 0, DENY: isLeft && DENY.length > 0 } };
}

function factsOf(sidecar: SidecarConfiguration): { mode: string; filters: Filters } {
  const chains = inboundChains(sidecar.listeners, 8000);
  expect(chains).not.toEqual([]);
  const isEncrypted = chains.map(
    ({ transportSocket }) => transportSocket?.typedConfig?.requireClientCertificate === true,
  );
  const mode = isEncrypted.every(Boolean) ? 'STRICT' : isEncrypted.some(Boolean) ? 'PERMISSIVE' : 'DISABLE';
  const enforced = inboundFilters(sidecar, 8000).flatMap(({ name, config }) =>
    name === 'envoy.filters.http.rbac' && config.rules ? [config.rules.action] : [],
  );
  return { mode, filters: { ALLOW: enforced.includes('ALLOW'), DENY: enforced.includes('DENY') } };
}

const REVISION = 'istio.io/rev';
const MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';

/** Revisions that are named exist: in the chart's webhooks that is `default`. */
const NAMESPACES: Record<string, string>[] = [
  {},
  { 'istio-injection': 'enabled' },
  { 'istio-injection': 'disabled' },
  { 'istio-injection': 'on' },
  { [REVISION]: 'default' },
  { 'istio-injection': 'disabled', [REVISION]: 'default' },
  { 'istio-injection': 'enabled', [REVISION]: 'default' },
  { [MODE]: 'ambient' },
  { [MODE]: 'ambient', 'istio-injection': 'enabled' },
  { [MODE]: 'none' },
];
const LABELS: Record<string, string>[] = [
  {},
  ...['true', 'false', 'no', ''].map((value) => ({ [INJECT]: value })),
  { [REVISION]: 'default' },
  { [REVISION]: 'default', [INJECT]: 'true' },
  { [REVISION]: 'default', [INJECT]: 'false' },
  { [MODE]: 'none' },
  { [MODE]: 'ambient' },
  { [MODE]: 'ambient', [INJECT]: 'false' },
];
const ANNOTATIONS: Record<string, string>[] = [{}, ...['true', 'false', 'no'].map((value) => ({ [INJECT]: value }))];
const HOSTS = [false, true];

function podOf(index: number, labels: object, annotations: object, hostNetwork: boolean): any {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod${index}`, namespace: 'ai', labels, annotations },
    spec: {
      hostNetwork,
      containers: [{ name: 'engine', image: 'engine', ports: [{ name: 'http', containerPort: 8000 }] }],
    },
  };
}

function namespaceOf(labels: object): any {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai', labels } };
}

/** Of what Istio's own tests have rendered from the chart. */
function injectionSelectors(): { namespaceSelector: any; objectSelector: any }[] {
  return documentsOf('operator/cmd/mesh/testdata/manifest-generate/output/pilot_default.golden.yaml')
    .filter((object) => object?.kind === 'MutatingWebhookConfiguration')
    .flatMap(({ webhooks }) => webhooks);
}

function ambientSelectors(): { namespaceSelector?: any; podSelector?: any }[] {
  const [{ _internal_defaults_do_not_set: values }] = documentsOf('manifests/charts/istio-cni/values.yaml');
  return values.ambient.enablementSelectors;
}

function documentsOf(file: string): any[] {
  const text = readFileSync(join(goModuleDir(ISTIO, ISTIO_VERSION), file), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS());
}
