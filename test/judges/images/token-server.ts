import { generateKeyPairSync, sign } from 'node:crypto';
import { LoopbackServer } from '../../support/loopback-server';

const KEY_ID = 'judge';
const ISSUER = 'judge-issuer';
export const SERVICE = 'judge-registry';

/** Who may read, and with what. */
const BASIC = `Basic ${Buffer.from('ada:correct horse').toString('base64')}`;
const REFRESH_TOKEN = 'refresh';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Keys that a registry believes. */
export const JWKS = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'ES256', use: 'sig' }],
});

/** Gives out tokens for the scope that is asked for, to who has the password or the refresh token. */
export function startTokenServer(): Promise<LoopbackServer> {
  return LoopbackServer.start(({ method, url, headers, body }) => {
    const form = method === 'POST' ? new URLSearchParams(body) : url.searchParams;
    const isAllowed = form.get('refresh_token') === REFRESH_TOKEN || headers.authorization === BASIC;
    return isAllowed && form.get('service') === SERVICE
      ? { body: JSON.stringify({ access_token: token(form.get('scope')!) }) }
      : { status: 401 };
  });
}

export function tokenAuth(host: string): object {
  return { token: { realm: `http://${host}/token`, service: SERVICE, issuer: ISSUER, jwks: 'jwks.json' } };
}

/** Source: distribution/distribution, "Token Authentication Implementation". */
export function token(scope: string): string {
  const [type, name, actions] = scope.split(':');
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ typ: 'JWT', alg: 'ES256', kid: KEY_ID });
  const claims = part({
    iss: ISSUER,
    sub: 'ada',
    aud: SERVICE,
    nbf: now - 60,
    iat: now,
    exp: now + 300,
    jti: 'judge',
    access: [{ type, name, actions: actions.split(',') }],
  });
  const signature = sign('sha256', Buffer.from(`${header}.${claims}`), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${header}.${claims}.${signature.toString('base64url')}`;
}
