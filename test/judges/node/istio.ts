import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIstio } from './builds';
import { ProgramImage } from './images';
import { Node } from './node';
import { ENVOY } from '../mesh/envoy';
import { goModuleDir } from '../support/go';
import { installIstioctl, ISTIO, ISTIO_VERSION } from '../support/istio';
import { PythonPackages } from '../support/python';

const CONTROL_PLANE_IMAGE = 'judge.invalid/pilot:1';
const PROXY_IMAGE = 'judge.invalid/proxyv2:1';
const CNI_IMAGE = 'judge.invalid/install-cni:1';

/** What Envoy of its own project lacks, of which nothing decides about a request: settings of Istio that leave it out. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'io.istio.http.peer_metadata, envoy.tcp.metadataexchange': 'values.pilot.env.PILOT_ENABLE_METADATA_EXCHANGE=false',
  'istio.stats': 'values.telemetry.enabled=false',
  'istio.alpn': 'values.pilot.env.PILOT_ENABLE_ALPN_FILTER=false',
};

/** Images of Istio: its published code, and Envoy as its own project builds it. */
export function istioImages(): ProgramImage[] {
  const { discovery, agent, installer, plugin } = buildIstio();
  const bootstrap = join(goModuleDir(ISTIO, ISTIO_VERSION), 'tools/packaging/common/envoy_bootstrap.json');
  return [
    {
      ...{ name: CONTROL_PLANE_IMAGE, user: '1337', entrypoint: '/pilot-discovery' },
      files: { 'pilot-discovery': discovery },
    },
    {
      ...{ name: PROXY_IMAGE, entrypoint: '/usr/bin/pilot-agent' },
      files: {
        'usr/bin/pilot-agent': agent,
        'usr/local/bin/envoy': new PythonPackages([ENVOY]).path('envoy/_bin/envoy'),
        'var/lib/istio/envoy/envoy_bootstrap_tmpl.json': bootstrap,
      },
    },
    {
      ...{ name: CNI_IMAGE, entrypoint: '/usr/bin/install-cni' },
      files: { 'usr/bin/install-cni': installer, 'opt/cni/bin/istio-cni': plugin },
    },
  ];
}

/** Installs Istio as `istioctl install` would, with its CNI plug-in and a seccomp profile, as `restricted` needs them. */
export function installIstio(node: Node): void {
  const settings = [
    'components.cni.enabled=true',
    'components.ingressGateways[0].enabled=false',
    `values.cni.cniBinDir=${join(node.folder, 'cni-bin')}`,
    `values.cni.cniConfDir=${join(node.folder, 'cni')}`,
    `values.cni.image=${CNI_IMAGE}`,
    `values.pilot.image=${CONTROL_PLANE_IMAGE}`,
    'values.pilot.autoscaleEnabled=false',
    `values.global.proxy.image=${PROXY_IMAGE}`,
    `values.global.proxy_init.image=${PROXY_IMAGE}`,
    'values.global.proxy.seccompProfile.type=RuntimeDefault',
    'values.global.imagePullPolicy=Never',
    ...Object.values(LEFT_OUT),
  ];
  const args = ['manifest', 'generate', ...settings.flatMap((setting) => ['--set', setting])];
  const manifests = execFileSync(installIstioctl(), args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  node.must(['create', 'namespace', 'istio-system']);
  node.must(['apply', '--server-side', '--force-conflicts', '-f', '-'], manifests);
  for (const workload of ['daemonset/istio-cni-node', 'deployment/istiod']) {
    node.must(['rollout', 'status', workload, '-n', 'istio-system', '--timeout=120s']);
  }
}
