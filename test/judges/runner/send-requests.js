/**
 * Sends HTTP requests to loopback, all at the same time: a JSON array comes in on standard input, one of answers goes out.
 * It runs in the network namespace of a pod, where nothing else is reachable.
 */
const http = require('node:http');
const net = require('node:net');
const tls = require('node:tls');

function send({ port, method, path, body, through, timeoutSeconds }) {
  const headers =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  const createConnection = through && (() => connectThrough(through, port));
  return new Promise((resolve) => {
    const none = (error) => resolve({ status: 0, text: String(error.cause ?? error) });
    // an agent would make connections of its own
    const agent = through ? undefined : false;
    const options = { host: '127.0.0.1', port, method, path, headers, signal, createConnection, agent };
    const request = http.request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, text })).on('error', none);
    });
    request.on('error', none).end(body);
  });
}

/** A connection with mutual TLS to a proxy, which the PROXY protocol tells where it was meant to go. */
function connectThrough({ port, cert, key }, destination) {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(`PROXY TCP4 127.0.0.1 127.0.0.1 1024 ${destination}\r\n`);
  // who serves is not what is asked here
  return tls.connect({ socket, cert, key, rejectUnauthorized: false });
}

async function main() {
  let input = '';
  for await (const chunk of process.stdin) {
    input += chunk;
  }
  process.stdout.write(JSON.stringify(await Promise.all(JSON.parse(input).map(send))));
}

void main();
