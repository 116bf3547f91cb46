import { AbuseBudget, GuardedAnswers, GuardProtocol, Mesh, PromptGuard, SecureGpuInferenceService } from '../../../lib';
import { manifest, newService } from '../fixtures';

const SERVICE = { namespace: 'guard', service: 'prompt-guard', port: 9001, podLabels: { app: 'prompt-guard' } };
const AUTHORIZATION = PromptGuard.externalAuthorization({ ...SERVICE, provider: 'grpcextauth-prompt-guard' });
const AMBIENT = Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' });

/** The object of the guard, as it is written. */
function guardObject(service: SecureGpuInferenceService, kind: string): any {
  return (service.node.findChild(`${kind}-qwen-prompt-guard`) as any).toJson();
}

function expectReached(service: SecureGpuInferenceService): void {
  expect(manifest(service, 'NetworkPolicy').spec.egress).toContainEqual({
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'guard' } },
        podSelector: { matchLabels: { app: 'prompt-guard' } },
      },
    ],
    ports: [{ port: 9001, protocol: 'TCP' }],
  });
  expect(manifest(service, 'Sidecar').spec.egress).toEqual([{ hosts: ['guard/prompt-guard.guard.svc.cluster.local'] }]);
}

describe('external authorization', () => {
  const service = newService({ promptGuard: AUTHORIZATION });

  test('the mesh asks about each operation of callers that carries a prompt', () => {
    const { spec } = guardObject(service, 'AuthorizationPolicy');
    expect(spec).toMatchObject({ action: 'CUSTOM', provider: { name: 'grpcextauth-prompt-guard' } });
    expect(spec.selector.matchLabels).toEqual(service._selector);
    const asked = spec.rules[0].to.map(({ operation }: any) => operation);
    expect(asked).toEqual([
      { methods: ['POST'], paths: expect.arrayContaining(['/v1/chat/completions', '/v1/messages']), ports: ['8000'] },
    ]);
  });

  test('it asks about all that the ALLOW policy allows to be posted, so that no spelling of a path gets around it', () => {
    const allowed = service.connections._operations('callers' as any).find(({ method }) => method === 'POST')!;
    expect(guardObject(service, 'AuthorizationPolicy').spec.rules[0].to[0].operation.paths).toEqual(allowed.paths);
  });

  test('only the guard is opened for it, in the network and in the mesh', () => {
    expectReached(service);
  });

  test('the provider gets whole requests of any size that the budget allows, and refuses without an answer', () => {
    const promptGuard = PromptGuard.externalAuthorization({
      ...SERVICE,
      provider: 'grpcextauth-prompt-guard',
      timeoutSeconds: 3,
    });
    const { guardProvider } = newService({ promptGuard, abuseBudget: AbuseBudget.of({ bodyMebibytes: 2 }) });
    expect(guardProvider).toEqual({
      name: 'grpcextauth-prompt-guard',
      envoyExtAuthzGrpc: {
        service: 'prompt-guard.guard.svc.cluster.local',
        port: 9001,
        timeout: '3s',
        failOpen: false,
        statusOnError: '503',
        includeRequestBodyInCheck: { maxRequestBytes: 2097152, allowPartialMessage: false, packAsBytes: true },
      },
    });
  });

  test('over HTTP it gets the body and its type', () => {
    const promptGuard = PromptGuard.externalAuthorization({
      ...SERVICE,
      provider: 'httpextauth-prompt-guard',
      protocol: GuardProtocol.HTTP,
    });
    const { envoyExtAuthzHttp } = newService({ promptGuard }).guardProvider!;
    expect(envoyExtAuthzHttp).toMatchObject({
      failOpen: false,
      includeRequestHeadersInCheck: ['content-type'],
      includeRequestBodyInCheck: { allowPartialMessage: false },
    });
    expect(envoyExtAuthzHttp.includeRequestBodyInCheck).not.toHaveProperty('packAsBytes');
  });

  test('in an ambient mesh the waypoint asks, and the replicas reach nothing more', () => {
    const ambient = newService({ promptGuard: AUTHORIZATION, mesh: AMBIENT });
    const { spec } = guardObject(ambient, 'AuthorizationPolicy');
    expect(spec).toMatchObject({ action: 'CUSTOM', targetRefs: [{ kind: 'Service', name: 'qwen' }] });
    expect(spec).not.toHaveProperty('selector');
    expect(manifest(ambient, 'NetworkPolicy').spec.egress).toEqual(
      manifest(newService({ mesh: AMBIENT }), 'NetworkPolicy').spec.egress,
    );
  });
});

describe('external processing', () => {
  const processed = (answers?: GuardedAnswers) =>
    newService({ promptGuard: PromptGuard.externalProcessing({ ...SERVICE, answers }) });
  const filterOf = (service: SecureGpuInferenceService) =>
    guardObject(service, 'EnvoyFilter').spec.configPatches[0].patch.value.typed_config;
  const processingOf = (service: SecureGpuInferenceService) => filterOf(service).extension_config.typed_config;

  test('the sidecar asks before the engine sees a request, and refuses without an answer', () => {
    const service = processed();
    const { spec } = guardObject(service, 'EnvoyFilter');
    expect(spec.workloadSelector.labels).toEqual(service._selector);
    expect(processingOf(service)).toMatchObject({
      grpc_service: { envoy_grpc: { cluster_name: 'outbound|9001||prompt-guard.guard.svc.cluster.local' } },
      failure_mode_allow: false,
      message_timeout: '10s',
      processing_mode: { request_header_mode: 'SEND', request_body_mode: 'BUFFERED' },
    });
    expectReached(service);
  });

  test('it is asked after the limits of the budget were', () => {
    const service = processed();
    expect(manifest(service, 'EnvoyFilter').spec.priority ?? 0).toBeLessThan(
      guardObject(service, 'EnvoyFilter').spec.priority,
    );
  });

  test.each([
    [undefined, 'SEND', 'BUFFERED'],
    [GuardedAnswers.WHOLE, 'SEND', 'BUFFERED'],
    [GuardedAnswers.PIECES, 'SEND', 'STREAMED'],
    [GuardedAnswers.NONE, 'SKIP', 'NONE'],
  ])('of answers it sees %s', (answers, header, body) => {
    expect(processingOf(processed(answers)).processing_mode).toMatchObject({
      response_header_mode: header,
      response_body_mode: body,
    });
  });

  test('reading metrics and models does not depend on it', () => {
    const [{ predicate, on_match: onMatch }] = filterOf(processed()).xds_matcher.matcher_list.matchers;
    expect(predicate.single_predicate.value_match).toEqual({ exact: 'GET' });
    expect(onMatch.action.typed_config['@type']).toMatch(/SkipFilter$/);
  });

  test('it needs sidecars', () => {
    const promptGuard = PromptGuard.externalProcessing(SERVICE);
    expect(() => newService({ promptGuard, mesh: AMBIENT })).toThrow(
      'external processing needs the sidecar of the replica: got "Mesh.ambient"',
    );
  });
});

describe('any guard', () => {
  test('says on the Service what it leaves open', () => {
    const { annotations } = manifest(newService({ promptGuard: AUTHORIZATION }), 'Service').metadata;
    expect(annotations).toEqual({
      'secure-inference.ack/residual-risk': expect.stringMatching(/answers are not seen.*not all/),
      'secure-inference.ack/manual-step': expect.stringMatching(/guardProvider.*requests are refused/),
    });
  });

  test('is refused without a mesh', () => {
    const mesh = Mesh.none({ reason: 'the cluster runs one tenant behind WireGuard' });
    expect(() => newService({ promptGuard: AUTHORIZATION, mesh })).toThrow(
      'a prompt guard needs a mesh that knows who calls',
    );
  });

  test.each([
    [{ namespace: '*' }, 'namespace of the prompt guard is not a DNS label: got "*"'],
    [{ service: 'a.b' }, 'service of the prompt guard is not a DNS label: got "a.b"'],
    [{ port: 0 }, 'invalid port of the prompt guard: got 0'],
    [{ podLabels: {} }, 'prompt guard has no pod labels: got {}'],
    [{ timeoutSeconds: 0 }, 'time of the prompt guard is out of bounds: got 0'],
    [{ timeoutSeconds: 301 }, 'time of the prompt guard is out of bounds: got 301'],
    [{ provider: 'a b' }, 'invalid name of the extension provider: got "a b"'],
  ])('%j is refused', (options, message) => {
    const promptGuard = PromptGuard.externalAuthorization({ ...SERVICE, provider: 'guard', ...options });
    expect(() => newService({ promptGuard })).toThrow(message);
  });

  test('nothing asks where there is none', () => {
    const service = newService();
    expect(service.guardProvider).toBeUndefined();
    expect(manifest(service, 'Service').metadata.annotations).toBeUndefined();
  });
});
