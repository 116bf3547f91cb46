import { Question, RunningGateway } from './envoy';
import { claims, gatewayQuestion, newCertificate, SIGNED } from './gateway';
import { answerTo, buildIstiod, SidecarConfiguration } from './istiod';
import { AUDIT_FIELDS } from '../../../lib/inference/gateway/objects';
import { manifestFiles, manifests } from '../cluster/example-output';
import { GO, judge, OPENSSL, PYTHON } from '../support/judge';

const CHAT = 'chat.llm.internal.example.com';
const LARGE = 'large.llm.internal.example.com';
const AUDIT = { name: 'llm-audit', envoyFileAccessLog: { path: '/dev/stdout', logFormat: { labels: AUDIT_FIELDS } } };

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const as = (tenant: string): Record<string, string> => bearer(SIGNED.issuer(claims({ tenant })));

judge('Envoy as a gateway, configured by Istio', [GO, OPENSSL, PYTHON], () => {
  const objects = manifestFiles('gateway').flatMap(manifests);
  let ask: (of: readonly any[]) => SidecarConfiguration;
  let told: SidecarConfiguration;

  beforeAll(() => {
    const istiod = buildIstiod();
    const secret = newCertificate();
    ask = (of) => answerTo(istiod, gatewayQuestion(of, [AUDIT], secret));
    told = ask(objects);
  });

  test('has filters that Envoy takes, in an order that asks who calls before it counts, and counts before it holds a body', () => {
    expect(told.problems).toEqual([]);
    const [{ filters }] = told.listeners[0].filterChains;
    const names: string[] = filters.at(-1).typedConfig.httpFilters.map(({ name }: any) => name);
    const order = ['header_mutation', 'jwt_authn', 'rbac', 'local_ratelimit', 'buffer', 'router'];
    const own = order.map((name) => `envoy.filters.http.${name}`);
    expect(names.filter((name) => own.includes(name))).toEqual(own);
  });

  test('calls engines with a certificate of the mesh, and expects theirs', () => {
    for (const [service, namespace] of [
      ['chat', 'search'],
      ['large', 'research'],
    ]) {
      const { transportSocketMatches } = told.clusterConfigs.find(({ name }) => name.includes(`|${service}.`));
      const mutual = transportSocketMatches.find(({ name }: any) => name === 'tlsMode-istio');
      expect(JSON.stringify(mutual)).toContain(`spiffe://cluster.local/ns/${namespace}/sa/${service}`);
    }
  });

  describe('with an engine behind it', () => {
    let gateway: RunningGateway;
    const status = async (question: Partial<Question>): Promise<number> =>
      (await gateway.send({ host: CHAT, ...question })).status;

    beforeEach(async () => {
      gateway = await RunningGateway.start(told);
    });

    afterEach(() => gateway.stop());

    test('carries a request with the tenant of its token, and nothing that a client could pretend', async () => {
      const pretended = {
        'x-tenant': ['research', 'research'],
        'x-gateway-model-name': 'other',
        'x-gateway-inference-objective': 'first',
        'x-envoy-upstream-rq-timeout-ms': '3600000',
        'x-envoy-max-retries': '50',
      };
      expect(await status({ headers: { ...as('partner'), ...pretended } })).toBe(200);
      const [{ headers }] = gateway.received;
      expect(headers['x-tenant']).toBe('partner');
      expect(headers).not.toHaveProperty('authorization');
      for (const header of Object.keys(pretended).slice(1)) {
        expect(headers).not.toHaveProperty([header]);
      }
      expect(JSON.stringify(headers)).not.toContain('3600000');
    });

    test("refuses tokens that are not its tenants'", async () => {
      const past = Math.floor(Date.now() / 1000) - 600;
      const tokens: [string, string][] = [
        ['of another audience', SIGNED.issuer(claims({ aud: 'other' }))],
        ['without an audience', SIGNED.issuer(claims({ aud: undefined }))],
        ['expired', SIGNED.issuer(claims({ exp: past }))],
        ['not valid yet', SIGNED.issuer(claims({ nbf: past + 1200 }))],
        ['of another issuer', SIGNED.issuer(claims({ iss: 'https://id.example.org' }))],
        ['signed by a stranger', SIGNED.stranger(claims())],
        ['signed by nobody', SIGNED.nobody(claims())],
        ['signed with the public key as a secret', SIGNED.publicKey(claims())],
        ['of a tenant that is not there', SIGNED.issuer(claims({ tenant: 'ads' }))],
        ['of no tenant', SIGNED.issuer(claims({ tenant: undefined }))],
        ['of several tenants', SIGNED.issuer(claims({ tenant: ['web', 'research'] }))],
        ['that is none', 'a.b.c'],
      ];
      const statuses = await Promise.all(
        tokens.map(async ([what, token]) => [what, [401, 403].includes(await status({ headers: bearer(token) }))]),
      );
      expect(statuses).toEqual(tokens.map(([what]) => [what, true]));
      expect(await status({})).toBe(403);
      expect(await status({ headers: { 'x-tenant': 'web' } })).toBe(403);
      expect(await status({ path: `/v1/chat/completions?access_token=${SIGNED.issuer(claims())}` })).toBe(403);
      expect(gateway.received).toEqual([]);
    });

    test('lets a tenant call the models that are its own', async () => {
      expect(await status({ host: LARGE, headers: as('research') })).toBe(200);
      expect(await status({ host: LARGE, headers: as('web') })).toBe(403);
      expect(gateway.received).toHaveLength(1);
    });

    test('reaches nothing that the engine does not have for callers', async () => {
      const paths = ['/metrics', '/v1/load_lora_adapter', '//v1/chat/completions', '/v1//chat/completions'];
      paths.push('/v1/chat/completions/', '/V1/chat/completions', '/v1/chat/completions;x=y', '/v1/chat/completions.');
      paths.push(
        '/v1/chat%2fcompletions',
        '/v1/chat/completions%00',
        '/v1/models/..%2f..%2fmetrics',
        '/metrics#/v1/models',
      );
      const answers = await Promise.all(
        paths.map(async (path) => [path, await status({ path, headers: as('research') }).catch(() => 400)]),
      );
      expect(answers.filter(([, code]) => code === 200)).toEqual([]);
      for (const host of [`${CHAT}.`, 'other.llm.internal.example.com', 'engine', '127.0.0.1']) {
        expect([host, await status({ host, headers: as('research') })]).not.toEqual([host, 200]);
      }
      expect(await status({ method: 'GET', headers: as('research') })).not.toBe(200);
      expect(gateway.received).toEqual([]);
    });

    // each of two pods has half of a budget: 15 of 30, 3 of 6, 30 of 60
    test('lets three tenants have exactly their budgets, over all models together', async () => {
      const sent = async (tenant: string, count: number, host = CHAT): Promise<number[]> =>
        Promise.all(Array.from({ length: count }, () => status({ host, headers: as(tenant) })));
      const taken = (codes: number[]): number => codes.filter((code) => code === 200).length;
      expect(taken(await sent('partner', 8))).toBe(3);
      expect(taken(await sent('research', 20)) + taken(await sent('research', 20, LARGE))).toBe(30);
      const codes = await sent('web', 20);
      expect(taken(codes)).toBe(15);
      expect(codes.filter((code) => code === 429)).toHaveLength(5);
      const { headers } = await gateway.send({ host: CHAT, headers: as('partner') });
      expect(headers['x-limit-exceeded']).toBe('requestsPerMinute');
    });

    test('cuts bodies off', async () => {
      const headers = as('research');
      expect(await status({ headers, body: Buffer.alloc(4 * 1024 * 1024) })).toBe(200);
      expect(await status({ headers, body: Buffer.alloc(4 * 1024 * 1024 + 1) })).toBe(413);
    });

    test('cuts headers off', async () => {
      expect(await status({ headers: { ...as('research'), 'x-much': 'x'.repeat(15 * 1024) } })).toBe(200);
      expect(await status({ headers: { ...as('research'), 'x-much': 'x'.repeat(17 * 1024) } })).toBe(431);
    });

    test('does not repeat what an engine has answered', async () => {
      gateway.status = 503;
      expect(await status({ headers: as('web') })).toBe(503);
      expect(gateway.received).toHaveLength(1);
    });

    test('writes down who called which model, and nothing of what was said', async () => {
      const token = SIGNED.issuer(claims());
      await status({ path: '/v1/models?secret=1', method: 'GET', headers: bearer(token) });
      await status({});
      for (let tries = 0; gateway.log.length < 2 && tries < 50; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const [served, refused] = gateway.log;
      expect(served).toMatchObject({ tenant: 'web', host: CHAT, status: 200, route: 'search.llm-chat.0' });
      expect(refused).toMatchObject({ tenant: null, host: CHAT, status: 403 });
      const text = JSON.stringify(gateway.log);
      expect(text).not.toContain('secret');
      expect(text).not.toContain(token.slice(0, 20));
    });
  });

  // a second stands for each of its times
  test.each([
    ['headers', 'requestHeadersTimeout', ''],
    ['a body', 'requestTimeout', `authorization: Bearer ${SIGNED.issuer(claims())}\r\ncontent-length: 9\r\n\r\n{`],
  ])('cuts off a client that sends %s slowly, and waits for ever without its EnvoyFilter', async (_, field, rest) => {
    const [{ filters }] = told.listeners[0].filterChains;
    const { [field]: seconds } = filters.at(-1).typedConfig;
    expect(seconds).toMatch(/^\d\d+s$/);
    const hurried = JSON.parse(JSON.stringify(told).replace(`"${field}":"${seconds}"`, `"${field}":"1s"`));
    const gateway = await RunningGateway.start(hurried);
    const begun = `POST /v1/chat/completions HTTP/1.1\r\nhost: ${CHAT}\r\n`;
    expect(await gateway.answerTo(begun + rest)).toMatch(/^HTTP\/1.1 408 /);
    expect(gateway.received).toEqual([]);
    await gateway.stop();
    const without = ask(objects.filter(({ kind }) => kind !== 'EnvoyFilter'));
    const [chain] = without.listeners[0].filterChains;
    expect([undefined, null, '0s']).toContain(chain.filters.at(-1).typedConfig[field]);
  });

  // what belongs to no tenant gets one request in a minute
  test.each<[string, Record<string, string>, number]>([
    ['AuthorizationPolicy', {}, 1],
    ['EnvoyFilter', as('partner'), 8],
  ])('without its %s it would let through what the tests above refuse', async (kind, headers, taken) => {
    const without = ask(objects.filter((object) => object.kind !== kind || object.metadata.namespace !== 'gateway'));
    const gateway = await RunningGateway.start(without);
    const answers = await Promise.all(Array.from({ length: 8 }, () => gateway.send({ host: CHAT, headers })));
    await gateway.stop();
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(taken);
  });
});
