import { readFileSync } from 'node:fs';
import { request, RequestOptions } from 'node:https';
import { Cluster } from '../cluster';

/** Who sends a request: a bearer token, or nobody. */
export interface Sender {
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** Status of the answer to a request that kubectl would not send: without credentials, or as an attacker shapes it. */
export async function send(
  cluster: Cluster,
  method: string,
  path: string,
  { token, headers }: Sender = {},
  body?: object,
): Promise<number> {
  const server = new URL(cluster.must(['config', 'view', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}']));
  const options: RequestOptions = {
    method,
    host: server.hostname,
    port: server.port,
    path,
    ca: readFileSync(cluster.file('ca.crt')),
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode!));
    });
    sent.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode!);
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
