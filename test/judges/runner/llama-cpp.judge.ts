import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { judgeEngine } from './engine-judge';
import { LLAMA_CPP_CASE } from './llama-cpp-case';
import { llamaServer, llamaServerSource } from './llama-cpp-image';
import { LLAMA_CPP } from '../../../lib/engines';
import { judge, Tool } from '../support/judge';

const COMPILERS: Tool[] = [
  { command: 'cmake', versionArgs: ['--version'], install: 'apt-get install cmake' },
  { command: 'c++', versionArgs: ['--version'], install: 'apt-get install g++' },
];

judgeEngine(LLAMA_CPP_CASE, COMPILERS);

judge('the binary of llama-cpp', COMPILERS, () => {
  let flags: string[];

  beforeAll(() => {
    // Flags begin the lines of the help; what they do is indented.
    const help = execFileSync(llamaServer(), ['--help'], { encoding: 'utf8' });
    flags = help.split('\n').flatMap((line) => [...line.matchAll(FLAG)].map(([, flag]) => flag));
  });

  const FLAG = /(?:^|(?<=^-.*, +))(--?[A-Za-z][\w.-]*)/g;

  test('has each flag that the library sets or refuses', () => {
    expect(flags.length).toBeGreaterThan(200);
    const named = [...LLAMA_CPP.flags, ...LLAMA_CPP.refusedFlags].flatMap(({ name, aliases = [] }) => [
      name,
      ...aliases,
    ]);
    expect(named.filter((flag) => !flags.includes(flag))).toEqual([]);
  });

  test('has no harmless flag that would be taken for a refused or protected one that it begins', () => {
    const guarded = [...LLAMA_CPP.refusedFlags, ...LLAMA_CPP.flags.filter((flag) => flag.replaceable === false)];
    const known = [...guarded, ...LLAMA_CPP.flags].flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    const mistaken = flags.filter(
      (flag) => flag.startsWith('--') && !known.includes(flag) && guarded.some(({ name }) => name.startsWith(flag)),
    );
    expect([...new Set(mistaken)].sort()).toEqual(LLAMA_CPP.wholeFlags);
  });

  test('registers no route that the profile does not classify, and none is stale', () => {
    const source = ['server.cpp', 'server-http.cpp']
      .map((file) => readFileSync(llamaServerSource(file), 'utf8'))
      .join();
    const registered = [
      ...source.matchAll(/(?:ctx_http\.|srv->)(get|post|del|Get) ?\((?:params\.api_prefix \+ )?"([^"]*)"/g),
    ]
      .map(([, method, path]) => `${METHODS[method]} ${path.replace(/:(\w+)/, '{$1}')}`)
      .sort();
    const classified = LLAMA_CPP.routes.map(({ method, path }) => `${method} ${path}`).sort();
    expect(classified).toEqual([...new Set(registered)]);
  });

  const METHODS: Record<string, string> = { get: 'GET', Get: 'GET', post: 'POST', del: 'DELETE' };
});
