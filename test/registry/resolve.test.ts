import { createHash } from 'node:crypto';
import { parseTagged } from '../../lib/images/reference';
import { registryUrl } from '../../lib/registry/endpoint';
import { resolveTag } from '../../lib/registry/resolve';
import { Asked, LoopbackServer, Reply } from '../support/loopback-server';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const PART = { digest: `sha256:${'1'.repeat(64)}` };
const MANIFEST = JSON.stringify({ schemaVersion: 2, manifests: [PART] });
const DIGEST = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;
const PATIENCE = { timeoutMs: 300, attempts: 3, pauseMs: 1 };
const found = { headers: { 'content-type': `${INDEX}; charset=utf-8` }, body: MANIFEST };

const servers: LoopbackServer[] = [];

async function server(reply: (asked: Asked) => Reply): Promise<LoopbackServer> {
  servers.push(await LoopbackServer.start(reply));
  return servers.at(-1)!;
}

beforeEach(() => {
  process.env.DOCKER_AUTH_CONFIG = '{}';
});

afterEach(async () => {
  delete process.env.DOCKER_AUTH_CONFIG;
  await Promise.all(servers.splice(0).map((started) => started.stop()));
});

function resolve({ host }: LoopbackServer) {
  return resolveTag(parseTagged(`${host}/ai/vllm:v1`)!, PATIENCE);
}

function logIn(host: string, entry: object) {
  process.env.DOCKER_AUTH_CONFIG = JSON.stringify({ auths: { [host]: entry } });
}

test('the digest is that of what was sent, of an image or of an index', async () => {
  const registry = await server(() => found);
  await expect(resolve(registry)).resolves.toEqual({ digest: DIGEST, mediaType: INDEX });
  const [{ method, url, headers }] = registry.asked;
  expect([method, url.pathname]).toEqual(['GET', '/v2/ai/vllm/manifests/v1']);
  for (const kind of [INDEX, 'oci.image.manifest.v1+json', 'manifest.list.v2+json', 'distribution.manifest.v2+json']) {
    expect(headers.accept).toContain(kind);
  }
  expect(headers.authorization).toBeUndefined();
});

describe('proof of who one is', () => {
  const bearer = (realm: string) => ({
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${realm}",service="registry",scope="repository:ai/vllm:pull"` },
  });

  test('a token is fetched without credentials where anybody may read', async () => {
    const auth = await server(() => ({ body: '{"token":"t1"}' }));
    const registry = await server(({ headers }) =>
      headers.authorization === 'Bearer t1' ? found : bearer(`http://${auth.host}/token?account=x`),
    );
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST });
    expect(Object.fromEntries(auth.asked[0].url.searchParams)).toEqual({
      account: 'x',
      service: 'registry',
      scope: 'repository:ai/vllm:pull',
    });
    expect(auth.asked[0].headers.authorization).toBeUndefined();
  });

  test('a password goes to where tokens are given out, not to the registry', async () => {
    const auth = await server(() => ({ body: '{"access_token":"t2"}' }));
    const registry = await server(({ headers }) =>
      headers.authorization === 'Bearer t2' ? found : bearer(`http://${auth.host}/token`),
    );
    logIn(registry.host, { username: 'ada', password: 'pw' });
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST });
    const basic = `Basic ${Buffer.from('ada:pw').toString('base64')}`;
    expect(auth.asked.map(({ headers }) => headers.authorization)).toEqual([basic]);
    expect(registry.asked.map(({ headers }) => headers.authorization)).not.toContain(basic);
  });

  test('a token is asked for this image only, whatever the registry names', async () => {
    const auth = await server(() => ({ body: '{"token":"t1"}' }));
    const challenge = `Bearer realm="http://${auth.host}/token",scope="registry:catalog:* repository:secret:push,pull"`;
    const registry = await server(({ headers }) =>
      headers.authorization === 'Bearer t1' ? found : { status: 401, headers: { 'www-authenticate': challenge } },
    );
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST });
    expect(auth.asked[0].url.searchParams.get('scope')).toBe('repository:ai/vllm:pull');
  });

  test('an answer that is no JSON names who gave it', async () => {
    const auth = await server(() => ({ body: '<html>' }));
    const registry = await server(() => bearer(`http://${auth.host}/token`));
    await expect(resolve(registry)).rejects.toThrow(`${auth.host} gives no token: its answer is no JSON`);
  });

  test('an identity token is exchanged', async () => {
    const auth = await server(() => ({ body: '{"access_token":"t3"}' }));
    const registry = await server(({ headers }) =>
      headers.authorization === 'Bearer t3' ? found : bearer(`http://${auth.host}/token`),
    );
    logIn(registry.host, { identitytoken: 'refresh' });
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST });
    const [{ method, body }] = auth.asked;
    expect(method).toBe('POST');
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh',
      service: 'registry',
      scope: 'repository:ai/vllm:pull',
    });
  });

  test('a registry without tokens is given the password', async () => {
    const basic = `Basic ${Buffer.from('ada:pw').toString('base64')}`;
    const registry = await server(({ headers }) =>
      headers.authorization === basic ? found : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } },
    );
    logIn(registry.host, { username: 'ada', password: 'pw' });
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST });
  });

  test('no secret is sent where it could be read on the way', async () => {
    const registry = await server(() => bearer('http://auth.example.com/token'));
    logIn(registry.host, { username: 'ada', password: 'pw' });
    await expect(resolve(registry)).rejects.toThrow('http://auth.example.com is not reached over TLS');
  });

  test.each([
    ['Basic realm="r"', /wants credentials, and none are kept for it; log in with docker login/],
    ['Bearer service="s"', /does not say where it gives out tokens/],
    ['Negotiate', /wants credentials/],
  ])('%s without credentials is refused with what to do', async (challenge, message) => {
    const registry = await server(() => ({ status: 401, headers: { 'www-authenticate': challenge } }));
    await expect(resolve(registry)).rejects.toThrow(message);
  });

  test('a token that is refused, or that is none', async () => {
    const refusing = await server(() => ({ status: 403 }));
    const empty = await server(() => ({ body: '{}' }));
    const registry = (realm: LoopbackServer) => server(() => bearer(`http://${realm.host}/token`));
    await expect(resolve(await registry(refusing))).rejects.toThrow(/gives no token: HTTP 403; log in/);
    await expect(resolve(await registry(empty))).rejects.toThrow(/gives no token$/);
  });

  test('a wrong password is said to be wrong', async () => {
    const registry = await server(() => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }));
    logIn(registry.host, { username: 'ada', password: 'pw' });
    await expect(resolve(registry)).rejects.toThrow('the credentials are wrong: HTTP 401');
  });
});

describe('servers that fail', () => {
  test.each([429, 500, 502, 503, 504])('HTTP %d is asked again', async (status) => {
    const registry = await server(() =>
      registry.asked.length < 3 ? { status, headers: { 'retry-after': '0' } } : found,
    );
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST });
    expect(registry.asked).toHaveLength(3);
  });

  test('one that never recovers is given up', async () => {
    const registry = await server(() => ({ status: 503 }));
    await expect(resolve(registry)).rejects.toThrow('HTTP 503');
    expect(registry.asked).toHaveLength(PATIENCE.attempts);
  });

  test('one that does not answer is asked again, then given up', async () => {
    const registry = await server(() => 'silent');
    await expect(resolve(registry)).rejects.toThrow(/timeout/);
    expect(registry.asked).toHaveLength(PATIENCE.attempts);
  });

  test('one that is not there', async () => {
    const registry = await server(() => found);
    await registry.stop();
    await expect(resolve(servers.pop()!)).rejects.toThrow(/ECONNREFUSED/);
  });

  test.each([
    [404, /no such image or tag: HTTP 404/],
    [403, /do not allow to read it: HTTP 403/],
    [418, /does not give it: HTTP 418/],
  ])('HTTP %d is final', async (status, message) => {
    const registry = await server(() => ({ status }));
    await expect(resolve(registry)).rejects.toThrow(message);
    expect(registry.asked).toHaveLength(1);
  });
});

describe('answers that are not believed', () => {
  test('a digest that is not that of the content', async () => {
    const registry = await server(() => ({
      ...found,
      headers: { ...found.headers, 'docker-content-digest': `sha256:${'0'.repeat(64)}` },
    }));
    await expect(resolve(registry)).rejects.toThrow(`the registry says sha256:${'0'.repeat(64)}, but sent ${DIGEST}`);
  });

  test.each(['text/html', 'application/vnd.docker.distribution.manifest.v1+prettyjws', undefined])(
    'content of type %s',
    async (type) => {
      const registry = await server(() => ({ headers: type ? { 'content-type': type } : {}, body: MANIFEST }));
      await expect(resolve(registry)).rejects.toThrow(/which is no manifest that has a digest/);
    },
  );

  const IMAGE = INDEX.replace('index', 'manifest');
  test.each([
    ['nothing', INDEX, '', /0 bytes that are no manifest/],
    ['no JSON', INDEX, 'not json at all', /no manifest/],
    ['a list', INDEX, '[]', /no manifest/],
    ['an index without images', INDEX, '{"schemaVersion":2,"manifests":[]}', /no index of images/],
    ['an index of another version', INDEX, JSON.stringify({ manifests: [PART] }), /no index of images/],
    ['an index of what has no digest', INDEX, '{"schemaVersion":2,"manifests":[{}]}', /no index of images/],
    ['an image without layers', IMAGE, JSON.stringify({ schemaVersion: 2, config: PART }), /no manifest of an image/],
    ['an image as an index', INDEX, JSON.stringify({ schemaVersion: 2, config: PART, layers: [] }), /no index/],
    ['an index as an image', IMAGE, MANIFEST, /no manifest of an image/],
    ['two types', INDEX, JSON.stringify({ schemaVersion: 2, mediaType: IMAGE, manifests: [PART] }), /as application/],
  ])('%s', async (_, type, body, message) => {
    const registry = await server(() => ({ headers: { 'content-type': type }, body }));
    await expect(resolve(registry)).rejects.toThrow(message);
  });

  test('a type in other letters is the same', async () => {
    const registry = await server(() => ({ ...found, headers: { 'content-type': INDEX.toUpperCase() } }));
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST, mediaType: INDEX });
  });

  test('more than a manifest may have', async () => {
    const registry = await server(() => ({ ...found, body: Buffer.alloc(4 * 1024 * 1024 + 1) }));
    await expect(resolve(registry)).rejects.toThrow(/larger than 4194304 bytes/);
  });
});

describe('redirections', () => {
  test('are followed, but what proves who one is stays with the registry', async () => {
    const store = await server(() => found);
    const registry = await server(({ headers }) =>
      headers.authorization
        ? { status: 307, headers: { location: `http://${store.host}/elsewhere` } }
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } },
    );
    logIn(registry.host, { username: 'ada', password: 'pw' });
    await expect(resolve(registry)).resolves.toMatchObject({ digest: DIGEST });
    expect(store.asked.map(({ url, headers }) => [url.pathname, headers.authorization])).toEqual([
      ['/elsewhere', undefined],
    ]);
  });

  test('to where there is no TLS are refused', async () => {
    const registry = await server(() => ({ status: 302, headers: { location: 'http://registry.example.com/' } }));
    await expect(resolve(registry)).rejects.toThrow('http://registry.example.com is not reached over TLS');
  });

  test.each(['https://169.254.169.254/latest', 'https://[fe80::1]/'])(
    'to the address %s are refused',
    async (location) => {
      const registry = await server(() => ({ status: 302, headers: { location } }));
      await expect(resolve(registry)).rejects.toThrow(/redirects to the address/);
    },
  );

  test('to a file are refused by what they are', async () => {
    const registry = await server(() => ({ status: 302, headers: { location: 'file:///etc/passwd' } }));
    await expect(resolve(registry)).rejects.toThrow('file:// is not reached over TLS');
  });

  test('without end are refused', async () => {
    const registry = await server(() => ({ status: 302, headers: { location: '/again' } }));
    await expect(resolve(registry)).rejects.toThrow('more than 5 redirections');
  });

  test('a refresh token is posted to nobody else', async () => {
    const thief = await server(() => ({ body: '{"token":"t"}' }));
    const auth = await server(() => ({ status: 307, headers: { location: `http://${thief.host}/` } }));
    const registry = await server(() => ({
      status: 401,
      headers: { 'www-authenticate': `Bearer realm="http://${auth.host}/token"` },
    }));
    logIn(registry.host, { identitytoken: 'refresh' });
    await expect(resolve(registry)).rejects.toThrow('gives no token: HTTP 307');
    expect(thief.asked).toEqual([]);
  });
});

test.each([
  ['localhost', 'http:'],
  ['localhost:5000', 'http:'],
  ['127.0.0.1:5000', 'http:'],
  ['[::1]:5000', 'http:'],
  ['127.example.com', 'https:'],
  ['localhost.example.com', 'https:'],
  ['10.0.0.1:5000', 'https:'],
  ['registry.example.com:5000', 'https:'],
])('%s is reached by %s', (host, protocol) => {
  expect(registryUrl(host).protocol).toBe(protocol);
});
