import { ChildProcess, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineProcess } from './engine-process';
import { cluster, envoyProgram, stockFilters, withoutEmpty } from '../mesh/envoy';
import { inboundChains, SidecarConfiguration } from '../mesh/istiod';

/** Where Istio's sidecars take what iptables redirects to them. */
export const SIDECAR_PORT = 15006;

/** Seconds that Envoy has to listen. */
const START = 20;

/** A certificate of a workload and its key, in PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** An identity as Istio's control plane gives it to a service account; each is its own authority. */
export function identityOf(namespace: string, serviceAccount: string): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'identity-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((file) => join(folder, file));
  const name = `subjectAltName=URI:spiffe://cluster.local/ns/${namespace}/sa/${serviceAccount}`;
  const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/O=mesh'];
  execFileSync('openssl', ['req', ...options, '-addext', name, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const identity = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  rmSync(folder, { recursive: true });
  return identity;
}

/**
 * Starts Envoy in the network of a pod, with the inbound listener that Istio's control plane made: TLS, filters and routes
 * are its own. The PROXY protocol stands for the redirect of iptables; filters that only Istio's build has are left out.
 *
 * @param identities of the workload itself, and of callers that the mesh knows
 */
export async function startSidecar(
  engine: EngineProcess,
  told: SidecarConfiguration,
  port: number,
  [own, ...callers]: readonly Identity[],
): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-'));
  const [config, log] = ['envoy.json', 'envoy.log'].map((file) => join(folder, file));
  const listener = inboundListener(inboundChains(told.listeners, port), [own, ...callers]);
  const clusters = told.clusters.filter((name) => name.startsWith('inbound|')).map((name) => cluster(name, port));
  writeFileSync(config, JSON.stringify({ static_resources: { listeners: [listener], clusters } }));
  const options = ['--concurrency', '1', '--log-level', 'error', '--log-path', log, '--use-dynamic-base-id'];
  const envoy = engine.spawnBeside([envoyProgram(), '-c', config, ...options], 'ignore');
  const listens = async () => (await engine.send([{ path: '/', through: { port: SIDECAR_PORT, ...callers[0] } }]))[0];
  for (let tries = 0; (await listens()).status === 0; tries += 1) {
    if (tries > START || envoy.exitCode !== null) {
      throw new Error(`Envoy does not listen: ${readFileSync(log, 'utf8').slice(0, 4000)}`);
    }
    await sleep(1000);
  }
  rmSync(folder, { recursive: true });
  return envoy;
}

function inboundListener(chains: any[], identities: readonly Identity[]): object {
  return withoutEmpty({
    name: 'virtualInbound',
    address: { socketAddress: { address: '127.0.0.1', portValue: SIDECAR_PORT } },
    listenerFilters: [
      listenerFilter('proxy_protocol', 'proxy_protocol.v3.ProxyProtocol'),
      listenerFilter('tls_inspector', 'tls_inspector.v3.TlsInspector'),
    ],
    filterChains: chains.map(({ filters, transportSocket, ...chain }) => ({
      ...chain,
      filters: stockFilters(filters),
      transportSocket: withCertificates(transportSocket, identities),
    })),
  });
}

function listenerFilter(name: string, type: string): object {
  const typedConfig = { '@type': `type.googleapis.com/envoy.extensions.filters.listener.${type}` };
  return { name: `envoy.filters.listener.${name}`, typedConfig };
}

/** What a sidecar asks istiod for. */
function withCertificates({ name, typedConfig }: any, identities: readonly Identity[]): object {
  const { commonTlsContext, ...config } = typedConfig;
  const { tlsParams, alpnProtocols, combinedValidationContext } = commonTlsContext;
  const [{ cert, key }] = identities;
  const tlsCertificates = [{ certificateChain: { inlineString: cert }, privateKey: { inlineString: key } }];
  const trustedCa = { inlineString: identities.map((identity) => identity.cert).join('') };
  const validationContext = { ...combinedValidationContext.defaultValidationContext, trustedCa };
  return {
    name,
    typedConfig: { ...config, commonTlsContext: { tlsParams, alpnProtocols, tlsCertificates, validationContext } },
  };
}
