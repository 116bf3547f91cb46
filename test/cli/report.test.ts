import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { App, ApiObject, Chart } from 'cdk8s';
import { CommandUnderTest } from './command';
import { BARE_POD, CONFIG_MAP } from './manifests';
import { guardrails } from '../../lib';

const command = new CommandUnderTest();
afterAll(() => command.remove());

command.write('pod.yaml', BARE_POD);
const CLOSED = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
`;

describe('html', () => {
  test('is one page with the findings', () => {
    const { status, stdout } = command.run(['check', '-f', 'html', 'pod.yaml']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^<!doctype html>\n.*<article.*SAI-POD-001.*<\/html>\n$/s);
  });
});

describe('--previous', () => {
  command.write('open.json', command.run(['check', '-f', 'json', 'pod.yaml']).stdout);
  command.write('closed.yaml', BARE_POD + CLOSED);
  const lines = (text: string) => text.split('\n').filter((line) => /reach|^ {2}[+-] /.test(line));

  test('says in the table and in JSON what can be reached since then', () => {
    const args = ['--previous', 'open.json', 'closed.yaml'];
    expect(lines(command.run(['check', ...args]).stdout)).toEqual([
      expect.stringMatching(/^reachable since 20\d\d-\d\d-\d\d \d\d:\d\d UTC: 0 connections more, 2 fewer$/),
      '  - Pod default/bare → anybody  any',
      '  - anybody → Pod default/bare  any',
    ]);
    expect(command.report(args).reachability.since).toMatchObject({ added: [], removed: [{}, {}] });
  });

  test('shows what is open now', () => {
    command.write('closed.json', command.run(['check', '-f', 'json', 'closed.yaml']).stdout);
    const { stdout } = command.run(['check', '--previous', 'closed.json', 'pod.yaml']);
    expect(lines(stdout)[0]).toMatch(/: 2 connections more, 0 fewer$/);
    expect(lines(stdout)).toContain('  + anybody → Pod default/bare  any');
  });

  test('says nothing of it when it is not asked', () => {
    expect(lines(command.run(['check', 'pod.yaml']).stdout)).toEqual([]);
    expect(command.report(['pod.yaml']).reachability).not.toHaveProperty('since');
  });

  test.each([
    ['what is no JSON', 'a: b', /--previous previous.json: .*JSON/],
    ['what is no report', '{}', /--previous previous.json: no report that says who reaches whom; write one with/],
    ['nothing', 'null', /--previous previous.json: no report that says/],
    [
      'edges that are none',
      '{"generatedAt": "x", "reachability": {"edges": [1]}}',
      /--previous previous.json: no report/,
    ],
  ])('%s is bad input', (_, text, message) => {
    command.write('previous.json', text);
    const { status, stderr } = command.run(['check', '--previous', 'previous.json', 'pod.yaml']);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('--evidence', () => {
  const keys = generateKeyPairSync('ed25519');
  const { publicKey: other } = generateKeyPairSync('ed25519');
  const pem = (name: string, key: { export(options: object): string | Buffer }, type: string) =>
    join(command.folder, command.write(name, String(key.export({ type, format: 'pem' }))));
  const signingKeyFile = pem('private.pem', keys.privateKey, 'pkcs8');
  pem('public.pem', keys.publicKey, 'spki');
  pem('other.pem', other, 'spki');

  beforeEach(() => {
    const app = new App({ outdir: join(command.folder, 'dist/k8s') });
    new ApiObject(new Chart(app, 'app'), 'Map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'clean' } });
    app.synth();
    guardrails.Evidence.write([app], join(command.folder, 'dist'), { signingKeyFile });
  });

  const run = (...args: string[]) => command.run(['check', '-f', 'json', '--evidence', 'dist', ...args, 'dist/k8s']);

  test('is in the report, recomputed', () => {
    const { status, stdout } = run();
    expect(status).toBe(0);
    expect(JSON.parse(stdout).evidence).toMatchObject({
      files: { 'k8s/app.k8s.yaml': expect.stringMatching(/^[0-9a-f]{64}$/) },
      differences: [],
      signature: { isVerified: false },
    });
  });

  test('is verified with a key', () => {
    const { status, stdout } = run('--public-key', 'public.pem');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).evidence.signature.isVerified).toBe(true);
  });

  test('of another key fails, and is not called verified', () => {
    const { status, stdout, stderr } = run('--public-key', 'other.pem');
    expect(status).toBe(1);
    expect(stderr).toContain('error: signature is not of this key');
    expect(JSON.parse(stdout).evidence).toMatchObject({
      differences: [expect.any(String)],
      signature: { isVerified: false },
    });
  });

  test('of files that were changed fails', () => {
    command.write('dist/k8s/app.k8s.yaml', CONFIG_MAP);
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain('error: file was changed: k8s/app.k8s.yaml');
  });

  test.each([
    [['--evidence', '.'], /--evidence \.: folder holds no evidence/],
    [['--evidence', 'dist', '--public-key', 'pod.yaml'], /--evidence dist: /],
    [['--public-key', 'public.pem'], /--public-key: needs --evidence/],
  ])('%j is bad input', (args, message) => {
    const { status, stderr } = command.run(['check', ...args, 'pod.yaml']);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});
