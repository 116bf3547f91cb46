/**
 * Sends HTTP requests to loopback, all at the same time: a JSON array comes in on standard input, one of answers goes out.
 * It runs in the network namespace of a pod, where nothing else is reachable.
 */
async function send({ port, method, path, body, timeoutSeconds }) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { status: 0, text: String(error.cause ?? error) };
  }
}

async function main() {
  let input = '';
  for await (const chunk of process.stdin) {
    input += chunk;
  }
  process.stdout.write(JSON.stringify(await Promise.all(JSON.parse(input).map(send))));
}

void main();
