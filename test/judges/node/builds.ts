import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildKubejudge } from '../cluster/cluster';
import { JUDGES } from '../support/exclusively';
import { go, goModuleDir } from '../support/go';
import { ISTIO, ISTIO_VERSION } from '../support/istio';

const MODULE = join(__dirname, '../cluster/kubejudge');

/** Programs of a node. */
export interface NodeBuild {
  readonly kubejudge: string;
  readonly node: string;
  readonly standIn: string;
}

/** Builds what a node runs, if its sources changed. */
export function buildNode(): NodeBuild {
  return {
    kubejudge: buildKubejudge(),
    // not "node": the folder is on the PATH of judges that run Node.js
    node: build(MODULE, './node', 'node-parts'),
    // nothing but it is in its images
    standIn: build(join(__dirname, 'stand-in'), '.', 'stand-in', { CGO_ENABLED: '0' }),
  };
}

const ISTIO_PROGRAMS = {
  discovery: 'pilot/cmd/pilot-discovery',
  agent: 'pilot/cmd/pilot-agent',
  installer: 'cni/cmd/install-cni',
  plugin: 'cni/cmd/istio-cni',
};

/** Paths of the programs of Istio that run in a cluster: its control plane, agent of sidecars, and CNI plug-in. */
export function buildIstio(): Record<keyof typeof ISTIO_PROGRAMS, string> {
  const bin = join(JUDGES, 'istio');
  const packages = Object.values(ISTIO_PROGRAMS).map((path) => `${ISTIO}/${path}@${ISTIO_VERSION}`);
  go(['install', '-ldflags', '-s -w', ...packages], { env: { ...process.env, GOBIN: bin } });
  return Object.fromEntries(
    Object.entries(ISTIO_PROGRAMS).map(([name, path]) => [name, join(bin, basename(path))]),
  ) as Record<keyof typeof ISTIO_PROGRAMS, string>;
}

/** Path of containerd, with its shim and client beside it. */
export function buildContainerd(): string {
  const source = goModuleDir('github.com/containerd/containerd/v2', 'v2.4.2');
  const programs = ['containerd', 'containerd-shim-runc-v2', 'ctr'];
  return programs.map((name) => build(source, `./cmd/${name}`, `containerd-2/${name}`))[0];
}

/** containerd as Debian has it: 1.6, which cannot hold pods to the groups that their manifests name. */
export const DEBIAN_CONTAINERD = '/usr/bin/containerd';

/** Debian's package of a CNI plug-in, where the node looks for it. */
export function hasNetworkPlugins(): boolean {
  return existsSync('/usr/lib/cni/ptp');
}

function build(cwd: string, pkg: string, name: string, env: NodeJS.ProcessEnv = {}): string {
  const binary = join(JUDGES, 'bin', name);
  const args = ['build', '-buildvcs=false', '-ldflags', '-s -w', '-o', binary, pkg];
  go(args, { cwd, env: { ...process.env, ...env } });
  return binary;
}
