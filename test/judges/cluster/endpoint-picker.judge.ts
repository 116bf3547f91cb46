import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo, createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { Cluster } from './cluster';
import { manifestFiles, manifests } from './example-output';
import { goBuild, goModuleDir } from '../support/go';
import { GO, judge } from '../support/judge';

const NAMESPACE = 'search';
const PICKER = 'chat-picker';
const POOL = 'chat';

/** Addresses of replicas, which stand for those of pods. The first has a queue. */
const REPLICAS = ['127.0.0.2', '127.0.0.3'];
const QUEUES = [40, 0];

/** Metrics as the engine writes them, of a replica with this queue. */
const metrics = (queue: number): string =>
  [
    `vllm:num_requests_waiting{model_name="m"} ${queue}`,
    `vllm:num_requests_running{model_name="m"} ${queue}`,
    `vllm:kv_cache_usage_perc{model_name="m"} ${queue / 100}`,
    '',
  ].join('\n');

const QUESTION = { model: 'm', messages: [{ role: 'user', content: 'hello' }] };

const USER = `system:serviceaccount:${NAMESPACE}:${PICKER}`;

async function freePort(): Promise<number> {
  const server = createSocket().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

judge('the endpoint picker under the emitted Role', [GO], () => {
  const objects = manifestFiles('endpoint-picker').flatMap(manifests);
  const find = (kind: string, name: string): any =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  const said: string[] = [];
  const servers: Server[] = [];
  const scraped: string[] = [];
  let cluster: Cluster;
  let binary: string;
  let picker: ChildProcess;
  let port: number;

  const ask = (): string =>
    execFileSync(binary, ['ask', `127.0.0.1:${port}`, JSON.stringify(QUESTION)], {
      encoding: 'utf8',
    }).trim();

  beforeAll(async () => {
    binary = goBuild(join(__dirname, 'picker'), 'picker', ['-s', '-w']);
    cluster = await Cluster.start();
    const crds = join(goModuleDir('sigs.k8s.io/gateway-api-inference-extension', 'v1.5.0'), 'config/crd/bases');
    cluster.must(['create', '-f', join(crds, 'inference.networking.x-k8s.io_inferencemodelrewrites.yaml')]);
    cluster.must(['create', 'namespace', NAMESPACE]);
    for (const kind of ['ServiceAccount', 'Role', 'RoleBinding']) {
      cluster.must(['create', '-f', '-'], JSON.stringify(find(kind, PICKER)));
    }
    const pool = find('InferencePool', POOL);
    cluster.must(['create', '-f', '-'], JSON.stringify(pool));
    const [{ number: engine }] = pool.spec.targetPorts;
    for (const [index, address] of REPLICAS.entries()) {
      const server = createServer((_, response) => {
        scraped.push(address);
        response.end(metrics(QUEUES[index]));
      });
      server.listen(engine, address);
      await once(server, 'listening');
      servers.push(server);
      addReplica(`chat-${index}`, address, pool.spec.selector.matchLabels);
    }
    const token = cluster.must(['create', 'token', PICKER, '-n', NAMESPACE]).trim();
    const kubeconfig = cluster.file('picker.kubeconfig');
    const config = JSON.parse(cluster.must(['config', 'view', '--raw', '-o', 'json']));
    config.users = config.users.map(({ name }: any) => ({ name, user: { token } }));
    writeFileSync(kubeconfig, JSON.stringify(config));
    port = await freePort();
    const [{ args }] = find('Deployment', PICKER).spec.template.spec.containers;
    const own = args.map((arg: string) => (arg.startsWith('--grpc-port=') ? `--grpc-port=${port}` : arg));
    const health = `--grpc-health-port=${await freePort()}`;
    picker = spawn(binary, [...own, health, `--metrics-port=${await freePort()}`], {
      env: {
        ...{ PATH: process.env.PATH, KUBECONFIG: kubeconfig, NAMESPACE, POD_NAME: `${PICKER}-0` },
        // a client of an API server that cannot stream lists asks for them
        KUBE_FEATURE_WatchListClient: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    [picker.stdout!, picker.stderr!].forEach((stream) => stream.on('data', (chunk) => said.push(String(chunk))));
  });

  afterAll(async () => {
    if (picker?.exitCode === null) {
      picker.kill();
      await once(picker, 'exit');
    }
    servers.forEach((server) => server.close());
    await cluster?.stop();
  });

  function addReplica(name: string, podIP: string, labels: object): void {
    const spec = { containers: [{ name: 'engine', image: 'none.invalid/engine' }] };
    const metadata = { name, namespace: NAMESPACE, labels };
    cluster.must(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec }));
    const conditions = [{ type: 'Ready', status: 'True' }];
    const status = { phase: 'Running', podIP, podIPs: [{ ip: podIP }], conditions };
    const patch = ['patch', 'pod', name, '-n', NAMESPACE, '--subresource=status', '-p', JSON.stringify({ status })];
    cluster.must(patch);
  }

  const requests = (): any[] => cluster.auditEvents().filter(({ user }) => user.username === USER);

  test('reads metrics of every replica, and chooses the one without a queue', async () => {
    const answer = await cluster.eventually(
      () => {
        // before it has read metrics, it chooses any
        if (new Set(scraped).size < REPLICAS.length) {
          return 'metrics of some replica were not read';
        }
        try {
          return ask();
        } catch (error) {
          return `${String(error)} ${said.slice(-5).join('')}`;
        }
      },
      (seen) => seen.startsWith(REPLICAS[1]),
    );
    expect(answer).toMatch(/^127\.0\.0\.3:\d+$/);
    expect(new Set(scraped)).toEqual(new Set(REPLICAS));
  });

  test('was denied nothing by the API server, and says nothing of what is forbidden', () => {
    expect(requests().length).toBeGreaterThan(0);
    const denied = requests().filter(({ responseStatus }) => responseStatus?.code === 403);
    expect(denied.map(({ verb, requestURI }) => [verb, requestURI])).toEqual([]);
    expect(said.join('')).not.toMatch(/forbidden/i);
  });

  test('has no right that it does not use', () => {
    const used = new Set(
      requests()
        .filter(({ objectRef }) => objectRef)
        .map(({ verb, objectRef: { apiGroup = '', resource } }) => `${verb} ${apiGroup} ${resource}`),
    );
    const granted = find('Role', PICKER).rules.flatMap(({ apiGroups, resources, verbs }: any) =>
      verbs.flatMap((verb: string) => resources.map((resource: string) => `${verb} ${apiGroups[0]} ${resource}`)),
    );
    expect([...used].sort()).toEqual(granted.sort());
  });
});
