import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { Cluster } from '../cluster';

/**
 * Says yes to every session and ends it, so that the API server has a kubelet to connect a client with. It runs in the
 * process of the test: only requests that do not block it reach it.
 */
export class SessionKubelet {
  public static async start(cluster: Cluster): Promise<SessionKubelet> {
    const server = createServer({
      cert: readFileSync(cluster.file('server.crt')),
      key: readFileSync(cluster.file('server.key')),
    });
    server.on('request', (_, answer) => answer.writeHead(404).end());
    server.on('upgrade', (asked, socket: Socket) => {
      const version = [asked.headers['x-stream-protocol-version'] ?? ''].flat()[0].split(',')[0];
      const lines = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: SPDY/3.1'];
      socket.end([...lines, ...(version ? [`X-Stream-Protocol-Version: ${version}`] : []), '', ''].join('\r\n'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new SessionKubelet(server);
  }

  private constructor(private readonly server: Server) {}

  /** The node that this is the kubelet of. */
  public node(name: string): object {
    const { port } = this.server.address() as AddressInfo;
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      status: {
        addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port: port } },
      },
    };
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
