import { Question, RunningGateway } from './envoy';
import { claims, gatewayQuestion, newCertificate, SIGNED } from './gateway';
import { answerTo, buildIstiod, SidecarConfiguration } from './istiod';
import { buildLimits, RunningLimits } from './limits';
import { TOKENS } from '../../../lib/inference/gateway/global-limits';
import { AUDIT_FIELDS } from '../../../lib/inference/gateway/objects';
import { manifestFiles, manifests } from '../cluster/example-output';
import { GO, judge, OPENSSL, PYTHON } from '../support/judge';

const CHAT = 'chat.llm.internal.example.com';
const LIMITS = 'outbound|8081||limits.gateway.svc.cluster.local';
const labels = { ...AUDIT_FIELDS, tokens: TOKENS };
const AUDIT = { name: 'llm-audit', envoyFileAccessLog: { path: '/dev/stdout', logFormat: { labels } } };

/** The most that a request of the example may take. */
const MOST = 4096;

const usage = (tokens: number): string =>
  `"usage":{"prompt_tokens":1,"completion_tokens":${tokens - 1},"total_tokens":${tokens}}`;

judge('Envoy and its rate limit service as the gateway of an example', [GO, OPENSSL, PYTHON], () => {
  const objects = manifestFiles('token-budgets').flatMap(manifests);
  const find = (kind: string, name: string): any =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  let told: SidecarConfiguration;
  let binary: string;
  let limits: RunningLimits;
  let gateways: RunningGateway[];

  beforeAll(() => {
    binary = buildLimits();
    told = answerTo(buildIstiod(), gatewayQuestion(objects, [AUDIT], newCertificate()));
  });

  beforeEach(async () => {
    const { env } = find('Deployment', 'limits').spec.template.spec.containers[0];
    limits = await RunningLimits.start(binary, env, find('ConfigMap', 'limits').data);
    gateways = await Promise.all([1, 2].map(() => RunningGateway.start(told, { [LIMITS]: limits.port })));
    // a window is a minute of the clock, and a test that spans two would see two budgets
    const left = 60_000 - (Date.now() % 60_000);
    await new Promise((resolve) => setTimeout(resolve, left < 8_000 ? left : 0));
  });

  afterEach(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    limits.stop();
  });

  const send = async (tenant: string, replica = 0, question: Partial<Question> = {}) =>
    gateways[replica].send({
      host: CHAT,
      headers: { authorization: `Bearer ${SIGNED.issuer(claims({ tenant }))}` },
      ...question,
    });
  const answering = (...parts: string[]): void => gateways.forEach((gateway) => (gateway.parts = parts));

  /** Requests, one after the other, each charged before the next, until one is refused. */
  async function untilRefused(limit: string, tenant: string, question: Partial<Question> = {}): Promise<object> {
    for (let answered = 0; ; answered += 1) {
      const { status, headers } = await send(tenant, answered % 2, question);
      if (status !== 200) {
        const tokens = await limits.total(`${limit}_${tenant}`, answered);
        return { status, limit: headers['x-limit-exceeded'], answered, tokens };
      }
      await limits.total(`${limit}_${tenant}`, answered + 1);
    }
  }

  test('has filters that Envoy takes, and counts after it has asked who calls', () => {
    expect(told.problems).toEqual([]);
    const names: string[] = told.listeners[0].filterChains[0].filters
      .at(-1)
      .typedConfig.httpFilters.map(({ name }: any) => name.replace('envoy.filters.http.', ''));
    const own = ['header_mutation', 'jwt_authn', 'rbac', 'ratelimit.requestsPerMinute', 'ratelimit.tokensPerMinute'];
    own.push('ratelimit.tokensPerDay', 'lua', 'buffer', 'router');
    expect(names.filter((name) => own.includes(name))).toEqual(own);
  });

  test('lets a tenant have exactly its requests, over all pods of the gateway', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send('web', index % 2)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(12);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers['x-limit-exceeded'])).toEqual(Array(8).fill('requestsPerMinute'));
    expect((await send('partner')).status).toBe(200);
  });

  test('charges the tokens that an answer took, and refuses when those of a minute are used up', async () => {
    const text = 'say \\"total_tokens\\": 99999, ';
    answering(`{"choices":[{"text":"${text}"}],${usage(2400)}}`);
    const tokens = 5 * 2400;
    const refused = { status: 429, limit: 'tokensPerMinute', answered: 5, tokens };
    expect(await untilRefused('tokensPerMinute', 'partner')).toEqual(refused);
    expect((await send('research')).status).toBe(200);
  });

  test('charges what a streamed answer took, wherever it is cut, and refuses when those of a day are used up', async () => {
    const end = `data: {"choices":[],${usage(40_000)}}\n\ndata: [DONE]\n\n`;
    const digits = end.indexOf('40000}');
    answering(
      'data: {"choices":[{}]}\n\n',
      end.slice(0, digits - 9),
      end.slice(digits - 9, digits + 2),
      end.slice(digits + 2),
    );
    const refused = { status: 429, limit: 'tokensPerDay', answered: 3, tokens: 120_000 };
    expect(await untilRefused('tokensPerDay', 'research')).toEqual(refused);
    expect((await send('web')).status).toBe(200);
  });

  test.each<[string, boolean]>([
    ['where nothing says what it took', true],
    ['where the client hangs up', false],
  ])('charges the most that a request may take %s', async (_, ends) => {
    answering('data: {"choices":[{}]}\n\n');
    gateways.forEach((gateway) => (gateway.ends = ends));
    const refused = { status: 429, limit: 'tokensPerMinute', answered: 3, tokens: 3 * MOST };
    expect(await untilRefused('tokensPerMinute', 'partner', { hangsUp: !ends })).toEqual(refused);
  });

  test('charges nothing for lists of models, what the engine refuses, and what the gateway refuses', async () => {
    expect((await send('partner', 0, { method: 'GET', path: '/v1/models' })).status).toBe(200);
    expect((await send('partner', 0, { path: '/metrics' })).status).not.toBe(200);
    gateways.forEach((gateway) => (gateway.status = 400));
    expect((await send('partner')).status).toBe(400);
    gateways.forEach((gateway) => (gateway.status = 200));
    answering(`{${usage(7)}}`);
    expect((await send('partner')).status).toBe(200);
    expect(await limits.total('tokensPerMinute_partner', 1)).toBe(7);
  });

  test('writes down the tokens of a tenant', async () => {
    answering(`{${usage(77)}}`);
    await send('partner');
    for (let tries = 0; gateways[0].log.length < 1 && tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(gateways[0].log[0]).toMatchObject({ tenant: 'partner', tokens: 77 });
  });

  test('refuses requests when the service is away', async () => {
    limits.stop();
    expect((await send('web')).status).toBe(503);
    expect(gateways[0].received).toEqual([]);
  });
});
