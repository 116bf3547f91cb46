import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { parse } from 'yaml';

/** What the API server answered. */
export interface Reply {
  readonly status: number;
  readonly body: any;
}

/** An API server, spoken to over one pool of connections: kubectl takes a process for each question. */
export class ApiServer {
  private readonly url: URL;
  private readonly agent: Agent;

  public constructor(kubeconfig: string) {
    const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8'));
    this.url = new URL(clusters[0].cluster.server);
    this.agent = new Agent({
      keepAlive: true,
      maxSockets: 8,
      ca: readFileSync(clusters[0].cluster['certificate-authority']),
      cert: readFileSync(users[0].user['client-certificate']),
      key: readFileSync(users[0].user['client-key']),
    });
  }

  public get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  public post(path: string, body: object, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('POST', path, JSON.stringify(body), headers);
  }

  public close(): void {
    this.agent.destroy();
  }

  private send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, method, headers: { 'content-type': 'application/json', ...headers } };
      const sent = request(new URL(path, this.url), options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode!, body: JSON.parse(Buffer.concat(chunks).toString()) }),
        );
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
