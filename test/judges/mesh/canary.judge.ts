/** A real Envoy, configured by Istio, divides the requests of a route between two releases as its weights say. */
import { RunningGateway } from './envoy';
import { claims, gatewayQuestion, newCertificate, SIGNED } from './gateway';
import { answerTo, buildIstiod } from './istiod';
import { AUDIT_FIELDS } from '../../../lib/inference/gateway/objects';
import { manifestFiles, manifests } from '../cluster/example-output';
import { GO, judge, OPENSSL, PYTHON } from '../support/judge';

const HOST = 'support.llm.internal.example.com';
const REQUESTS = 400;
const AUDIT = { name: 'llm-audit', envoyFileAccessLog: { path: '/dev/stdout', logFormat: { labels: AUDIT_FIELDS } } };

/** The example with another percent for its canary. */
function withPercent(objects: readonly any[], percent: number): any[] {
  return objects.map((object) => {
    if (object.kind !== 'HTTPRoute') {
      return object;
    }
    const [rule] = object.spec.rules;
    const [before, next] = rule.backendRefs;
    const backendRefs = [
      { ...before, weight: 100 - percent },
      { ...next, weight: percent },
    ];
    return { ...object, spec: { ...object.spec, rules: [{ ...rule, backendRefs }] } };
  });
}

judge('Envoy between two releases, configured by Istio', [GO, OPENSSL, PYTHON], () => {
  const objects = manifestFiles('canary').flatMap(manifests);
  let istiod: string;
  let secret: object;

  beforeAll(() => {
    istiod = buildIstiod();
    secret = newCertificate();
  });

  /** How many of the requests each release answers. */
  const answersAt = async (percent: number): Promise<{ before: number; next: number }> => {
    const gateway = await RunningGateway.start(
      answerTo(istiod, gatewayQuestion(withPercent(objects, percent), [AUDIT], secret)),
    );
    const headers = { authorization: `Bearer ${SIGNED.issuer(claims())}` };
    try {
      for (let sent = 0; sent < REQUESTS; sent += 50) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => gateway.send({ host: HOST, headers })));
        expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
      }
      for (let tries = 0; gateway.log.length < REQUESTS && tries < 50; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const answeredBy = (name: string) => gateway.log.filter(({ service }) => service.includes(`|${name}.`)).length;
      return { before: answeredBy('chat-a'), next: answeredBy('chat-b') };
    } finally {
      await gateway.stop();
    }
  };

  test('the example asks for a tenth', () => {
    const { spec } = objects.find(({ kind }) => kind === 'HTTPRoute');
    expect(spec.rules[0].backendRefs.map(({ weight }: any) => weight)).toEqual([90, 10]);
  });

  test('nobody is sent to a release with 0 percent, and everybody to one with 100', async () => {
    expect(await answersAt(0)).toEqual({ before: REQUESTS, next: 0 });
    expect(await answersAt(100)).toEqual({ before: 0, next: REQUESTS });
  });

  test('a release with 10 percent answers about a tenth', async () => {
    const { before, next } = await answersAt(10);
    expect(before + next).toBe(REQUESTS);
    // Envoy draws: 40 on average, and six is the standard deviation
    expect(next).toBeGreaterThan(6);
    expect(next).toBeLessThan(74);
  });
});
