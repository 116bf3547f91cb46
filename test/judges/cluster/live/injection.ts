import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { installIstioctl } from '../../support/istio';
import { Cluster } from '../cluster';

const WEBHOOK = 'istio-sidecar-injector';

/** Sidecar injection as Istio does it, in front of a real API server. */
export class Injection {
  public static async start(cluster: Cluster): Promise<Injection> {
    const istioctl = installIstioctl();
    const folder = cluster.file('istio');
    writeConfiguration(istioctl, folder);
    const args = [cluster.file('server.crt'), cluster.file('server.key'), istioctl, folder];
    const webhook = spawn(process.execPath, [join(__dirname, 'injector.js'), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // without a cluster to ask, istioctl waits for one
      env: { ...process.env, KUBECONFIG: cluster.kubeconfig },
    });
    const port = await new Promise<string>((resolve) =>
      webhook.stdout!.once('data', (line) => resolve(String(line).trim().split(' ')[1])),
    );
    cluster.must(['create', '-f', '-'], JSON.stringify(configuration(cluster, port)));
    return new Injection(cluster, webhook);
  }

  private constructor(
    private readonly cluster: Cluster,
    private readonly webhook: ChildProcess,
  ) {}

  /** Pods that are made from now on get no sidecar. */
  public remove(): void {
    this.cluster.must(['delete', 'mutatingwebhookconfiguration', WEBHOOK]);
  }

  public stop(): void {
    this.webhook.stdin!.end();
  }
}

/** An image that the policies of examples/admission-policies.ts admit. */
const PROXY = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/proxyv2@sha256:${'b'.repeat(64)}`;

/** What Istio would be installed with, its CNI plug-in and a seccomp profile included, as `restricted` needs them. */
function writeConfiguration(istioctl: string, folder: string): void {
  const settings = [
    'components.cni.enabled=true',
    'values.global.proxy.seccompProfile.type=RuntimeDefault',
    `values.global.proxy.image=${PROXY}`,
    `values.global.proxy_init.image=${PROXY}`,
  ];
  const output = execFileSync(istioctl, ['manifest', 'generate', ...settings.flatMap((one) => ['--set', one])], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const maps = parseAllDocuments(output)
    .map((document) => document.toJS())
    .filter((object) => object?.kind === 'ConfigMap');
  const data = (name: string) => maps.find(({ metadata }) => metadata.name === name).data;
  mkdirSync(folder);
  writeFileSync(join(folder, 'injectConfigFile'), data('istio-sidecar-injector').config);
  writeFileSync(join(folder, 'valuesFile'), data('istio-sidecar-injector').values);
  writeFileSync(join(folder, 'meshConfigFile'), data('istio').mesh);
}

function configuration(cluster: Cluster, port: string): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: WEBHOOK },
    webhooks: [
      {
        name: 'rev.object.sidecar-injector.istio.io',
        clientConfig: {
          url: `https://127.0.0.1:${port}/inject`,
          caBundle: readFileSync(cluster.file('ca.crt')).toString('base64'),
        },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
        objectSelector: { matchLabels: { 'sidecar.istio.io/inject': 'true' } },
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  };
}
