/** Programs of others cannot take the machine: each limit is reached once. */
import { judge, PYTHON } from '../support/judge';
import { runLimited } from '../support/limited';
import { runConfined } from '../support/python';

const HARM: [what: string, code: string, ended: RegExp][] = [
  ['memory', 'bytearray(2 ** 31)', /memory/],
  ['processor time', 'exec("while True: pass")', /SIGXCPU|SIGKILL/],
  ['processes', '__import__("os").fork()', /BlockingIOError/],
  ['threads', '__import__("threading").Thread(target=print).start()', /RuntimeError/],
  ['the size of files', 'open("/tmp/large", "wb").truncate(2 ** 40)', /OSError/],
];

judge('limits of memory, time, files and processes', [PYTHON], () => {
  test.each(HARM)('a function that takes too much of %s is ended', (_, code, ended) => {
    const script = `
import sys
sys.path.insert(0, ${JSON.stringify(__dirname)})
import bounded
bounded.SECONDS = 2
try:
    print(bounded.call(eval, ${JSON.stringify(code)}))
except bounded.Exhausted as limit:
    print(limit)`;
    expect(runConfined(['-c', script])).toMatch(ended);
  });

  test('a program runs under a user for whom the limit of processes holds', () => {
    const script = 'import os, resource; print(os.getuid(), resource.getrlimit(resource.RLIMIT_NPROC)[1])';
    const [user, processes] = runConfined(['-c', script]).split(' ').map(Number);
    expect(user).toBeGreaterThan(0);
    expect(processes).toBeLessThanOrEqual(4096);
  });

  test('a program that reserves more than it uses, as those in JavaScript and Go do, is ended too', () => {
    const take = 'const taken = []; for (;;) { taken.push(Buffer.alloc(2 ** 31)); }';
    expect(() => runLimited(process.execPath, ['-e', take])).toThrow(/memory|allocation|ended by/i);
    expect(runLimited(process.execPath, ['-p', '1 + 1'])).toBe('2\n');
  });
});
