import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** What a client asked. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What it is told; `silent` leaves it waiting. */
export type Reply =
  { status?: number; headers?: Record<string, string | undefined>; body?: string | Buffer } | 'silent';

/** A server on loopback that answers what a test says, and remembers what it was asked. */
export class LoopbackServer {
  public static async start(reply: (asked: Asked) => Reply): Promise<LoopbackServer> {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const question = {
          method: request.method!,
          url: new URL(request.url!, `http://${request.headers.host}`),
          headers: request.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        };
        asked.push(question);
        const answer = reply(question);
        if (answer !== 'silent') {
          const headers = Object.entries(answer.headers ?? {}).filter(([, value]) => value !== undefined);
          response.writeHead(answer.status ?? 200, Object.fromEntries(headers)).end(answer.body);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LoopbackServer(server, `127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  }

  private constructor(
    private readonly server: Server,
    /** Address and port. */
    public readonly host: string,
    public readonly asked: Asked[],
  ) {}

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
