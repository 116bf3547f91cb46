/**
 * Runs the bundled command again and again in one process: to start Node and to read the command takes longer than most
 * runs. Requests are lines of JSON from one named pipe, answers go to another.
 *
 * Arguments: the bundled bin/run.js, and both pipes.
 */
const fs = require('node:fs');
const { Readable, Writable } = require('node:stream');

const [, , bundle, requests, answers] = process.argv;
// First, so that the other side learns when this process fails.
const [input, output] = [fs.openSync(requests, 'r'), fs.openSync(answers, 'w')];
const { run } = require(bundle);
const INHERITED = { ...process.env };

/** A line from the pipe; undefined at its end. */
let rest = Buffer.alloc(0);
function line() {
  for (;;) {
    const end = rest.indexOf(10);
    if (end >= 0) {
      const text = rest.subarray(0, end).toString();
      rest = rest.subarray(end + 1);
      return text;
    }
    const chunk = Buffer.alloc(65536);
    const length = fs.readSync(input, chunk);
    if (length === 0) {
      return undefined;
    }
    rest = Buffer.concat([rest, chunk.subarray(0, length)]);
  }
}

/** A stream in place of one of the process, and what was written to it. */
function capture(name) {
  const chunks = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  Object.defineProperty(process, name, { value: stream, configurable: true });
  return () => Buffer.concat(chunks).toString();
}

async function answer({ args, stdin, env }) {
  const [stdout, stderr] = ['stdout', 'stderr'].map(capture);
  process.argv = [process.execPath, bundle, ...args];
  process.env = { ...INHERITED, ...env };
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdin', { value: Readable.from([Buffer.from(stdin)]), configurable: true });
  try {
    await run();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${error.stack}\n`);
  }
  return { status: process.exitCode ?? 0, stdout: stdout(), stderr: stderr() };
}

async function serve() {
  for (let request = line(); request !== undefined; request = line()) {
    fs.writeSync(output, `${JSON.stringify(await answer(JSON.parse(request)))}\n`);
  }
}

serve().then(() => process.exit(0));
