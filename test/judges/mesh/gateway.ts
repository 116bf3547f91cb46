import { execFileSync } from 'node:child_process';
import { createHmac, createPublicKey, createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents, isIstio, replica } from './istiod';

const GATEWAY_LABELS = { 'gateway.networking.k8s.io/gateway-name': 'llm' };
const ADDRESS = '10.1.2.3';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangers = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** What a control plane is asked about a gateway: the objects of the example, and what Istio makes because of them. */
export function gatewayQuestion(objects: readonly any[], extensionProviders: object[], certificate: object): object {
  const services = objects.filter(({ kind }) => kind === 'Service');
  const { namespace: place } = objects.find(({ kind }) => kind === 'Gateway').metadata;
  const filters = objects
    .filter(({ kind, metadata }) => kind === 'EnvoyFilter' && metadata.namespace === place)
    .flatMap(({ spec }) => spec.configPatches)
    .filter(({ applyTo }: any) => applyTo === 'HTTP_FILTER');
  return {
    configs: documents(objects.filter(isIstio).map((object) => withKeys(object, place))),
    kubernetes: documents([
      ...objects.filter(({ kind }) => ['Gateway', 'HTTPRoute', 'Namespace', 'Service'].includes(kind)),
      ...services.flatMap(({ metadata: { name, namespace }, spec }, index) =>
        replica({ name, namespace, spec, ip: `10.1.3.${index + 1}`, pod: `${name}-0`, account: name }),
      ),
      ...madeByIstio(certificate, place),
    ]),
    ...{ extensionProviders, filters: filters.map(({ patch }: any) => patch.value) },
    ...{ namespace: place, labels: GATEWAY_LABELS, ip: ADDRESS, gateway: true },
  };
}

function madeByIstio(certificate: object, namespace: string): object[] {
  const ports = [{ name: 'https', port: 443, targetPort: 443, protocol: 'TCP' }];
  const spec = { clusterIP: '10.96.0.2', selector: GATEWAY_LABELS, ports };
  const metadata = { name: 'llm-istio', namespace };
  return [
    {
      ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'istio' } },
      spec: { controllerName: 'istio.io/gateway-controller' },
    },
    { apiVersion: 'v1', kind: 'Service', metadata, spec },
    ...replica({ ...metadata, spec, ip: ADDRESS, pod: 'replica' }),
    {
      ...{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', data: certificate },
      metadata: { name: 'llm-tls', namespace },
    },
  ];
}

/** There is no issuer to fetch keys from. */
function withKeys(object: any, namespace: string): any {
  if (object.kind !== 'RequestAuthentication' || object.metadata.namespace !== namespace) {
    return object;
  }
  const key = { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
  const [{ jwksUri, ...rule }] = object.spec.jwtRules;
  expect(jwksUri).toMatch(/^https:/);
  return { ...object, spec: { ...object.spec, jwtRules: [{ ...rule, jwks: JSON.stringify({ keys: [key] }) }] } };
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims of a token that the gateway takes, with changes. */
export function claims(changes: object = {}): object {
  const exp = Math.floor(Date.now() / 1000) + 600;
  return { iss: 'https://id.example.com', sub: 'somebody', aud: 'llm-gateway', exp, tenant: 'web', ...changes };
}

/** How a token is signed; the second half of them as no issuer would. */
export const SIGNED = {
  issuer: (body: object) => rs256(body, privateKey),
  stranger: (body: object) => rs256(body, strangers),
  nobody: (body: object) => `${encoded({ alg: 'none' })}.${encoded(body)}.`,
  /** The public key as if it were a shared secret. */
  publicKey: (body: object) => {
    const text = `${encoded({ alg: 'HS256', kid: 'k1' })}.${encoded(body)}`;
    const secret = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  },
};

function rs256(body: object, key: typeof privateKey): string {
  const text = `${encoded({ alg: 'RS256', kid: 'k1' })}.${encoded(body)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

/** Data of a Secret with a certificate for the gateway's hosts. */
export function newCertificate(): object {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = ['tls.key', 'tls.crt'].map((file) => join(folder, file));
  const subject = ['-subj', '/CN=gateway', '-addext', 'subjectAltName=DNS:*.llm.internal.example.com'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  const data = { 'tls.crt': readFileSync(cert, 'base64'), 'tls.key': readFileSync(key, 'base64') };
  rmSync(folder, { recursive: true });
  return data;
}
