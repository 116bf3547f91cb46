import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandUnderTest } from './command';
import { BARE_POD, CONFIG_MAP, largeConfigMap } from './manifests';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const ids = (report: any): string[] => report.findings.map(({ ruleId }: { ruleId: string }) => ruleId);
const only = (report: any, ruleId: string): any[] =>
  report.findings.filter((finding: any) => finding.ruleId === ruleId);

test('what is clean passes with 0', () => {
  const { status, stdout, stderr } = command.run(['check', '-'], CONFIG_MAP);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('passed: nothing of severity medium or above');
});

test('findings end with 1, and name file, line, object, container and fix', () => {
  const { status, stdout } = command.run(['check', command.write('pod.yaml', BARE_POD)]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^pod.yaml\n {2}Pod\/bare\n/);
  expect(stdout).toMatch(
    /10:21 +critical SAI-POD-001 +container runs privileged\n +spec.containers\[0\] \(main\)\n +fix: /,
  );
});

test('what is piped has neither colours nor progress', () => {
  const { stdout, stderr } = command.run(['check', '-'], BARE_POD);
  expect(stdout + stderr).not.toContain('\u001B');
});

test('colours can be forced and refused', () => {
  expect(command.run(['check', '-'], BARE_POD, { FORCE_COLOR: '1' }).stdout).toContain('\u001B[');
  expect(command.run(['check', '-'], BARE_POD, { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain('\u001B[');
});

test('a name that the API server makes is shown as far as it is known', () => {
  const report = command.report(['-'], BARE_POD.replace('name: bare', 'generateName: bare-'));
  expect(new Set(report.findings.map((finding: { subject: string }) => finding.subject))).toEqual(
    new Set(['Pod/bare-*']),
  );
  expect(report.reachability.workloads).toMatchObject([{ name: 'Pod default/bare-*' }]);
});

test('a name cannot command the terminal that it is shown on', () => {
  const hostile = BARE_POD.replace('name: bare', 'name: "bare\\u001b[2K\\npassed: nothing"');
  const { stdout } = command.run(['check', '-'], hostile);
  expect(stdout).toContain('Pod/bare[U+001B][2K[U+000A]passed: nothing');
});

describe('bad input', () => {
  const broken = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n   labels: {}\n';

  test('alone ends with 2, and names file, line and column', () => {
    const { status, stderr } = command.run(['check', command.write('broken.yaml', broken)]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^broken.yaml:4:9: error: /);
  });

  test('is not said to have passed', () => {
    const { stdout } = command.run(['check', command.write('broken.yaml', broken)]);
    expect(stdout).toMatch(/incomplete: 1 error in what was to be read\n$/);
    expect(stdout).not.toContain('passed');
  });

  test('that is an empty folder has no place', () => {
    mkdirSync(join(command.folder, 'empty'));
    const { status, stderr } = command.run(['check', 'empty']);
    const message = 'error: no Kubernetes objects or Terraform resources found\n';
    expect({ status, stderr }).toEqual({ status: 2, stderr: message });
  });

  test('does not keep the other documents and files from being checked', () => {
    command.write('mixed/a.yaml', `${broken}---\n${BARE_POD}`);
    command.write('mixed/b.yaml', BARE_POD);
    const report = command.report(['mixed']);
    expect(only(report, 'SAI-POD-001').map(({ location }) => location)).toEqual([
      { file: 'mixed/a.yaml', line: 16, column: 21 },
      { file: 'mixed/b.yaml', line: 10, column: 21 },
    ]);
    expect(report.problems).toMatchObject([{ file: 'mixed/a.yaml', line: 4, column: 9 }]);
    expect(command.run(['check', 'mixed']).status).toBe(1);
  });

  test.each([
    ['a file that is not there', ['missing.yaml'], '', /^missing.yaml:1:1: error: ENOENT/],
    ['nothing', ['-'], '', /no Kubernetes objects or Terraform resources/],
    ['Terraform without resources', ['-'], '{"terraform": {}}', /no Kubernetes objects or Terraform resources/],
    ['comments only', ['-'], '# nothing\n---\n', /no Kubernetes objects or Terraform resources/],
    ['a document of another sort', ['-'], 'services: {}\n', /-:1:1: error: document is neither/],
    ['a scalar', ['-'], 'just text\n', /-:1:1: error: document is neither/],
    ['an object without version', ['-'], '# why\nkind: Pod\n', /-:2:1: error: object has no apiVersion/],
    ['a list with something else', ['-'], 'apiVersion: v1\nkind: List\nitems: [1]\n', /an item of List is no object/],
    ['a Helm template', ['-'], 'apiVersion: v1\nkind: Pod\nmetadata: {{ .x }}\n', /^-:3:\d+: error: .*helm template/],
    [
      'a Helm template with blocks',
      ['-'],
      '{{ if .x }}\napiVersion: v1\n{{ end }}\n',
      /^-:\d:\d+: error: .*helm template/,
    ],
    ['a Helm chart', ['-'], 'apiVersion: v2\nname: engine\nversion: 0.1.0\n', /-:1:1: error: document is neither/],
    ['too many aliases', ['-'], bomb(), /^-:\d+:\d+: error: Excessive alias count/],
    ['a duplicate key', ['-'], 'apiVersion: v1\nkind: Pod\nkind: Pod\n', /^-:3:1: error: Map keys must be unique/],
  ])('%s', (_, args, input, message) => {
    const { status, stderr } = command.run(['check', ...args], input);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  test('what a folder holds beside manifests is passed over', () => {
    command.write('chart/Chart.yaml', 'apiVersion: v2\nname: engine\nversion: 0.1.0\n');
    command.write('chart/values.yaml', 'replicas: 1\n');
    command.write('chart/notes.md', 'apiVersion');
    command.write('chart/.git/pod.yaml', BARE_POD);
    command.write('chart/templates/map.yml', CONFIG_MAP);
    expect(command.report(['chart'])).toMatchObject({
      files: ['chart/Chart.yaml', 'chart/templates/map.yml', 'chart/values.yaml'],
      summary: { objects: 1 },
      problems: [],
      findings: [],
    });
  });
});

function bomb(): string {
  const level = (index: number): string =>
    `l${index}: &l${index} [${Array(10)
      .fill(index === 0 ? 'x' : `*l${index - 1}`)
      .join(', ')}]\n`;
  return `apiVersion: v1\nkind: Pod\n${Array.from({ length: 6 }, (_, index) => level(index)).join('')}`;
}

describe('reads', () => {
  test('several documents, with comments and markers of Helm', () => {
    const report = command.report(
      ['-'],
      `---\n# Source: a/b.yaml\n${BARE_POD}---\n# only a comment\n---\n${CONFIG_MAP}...\n`,
    );
    expect(report.summary).toMatchObject({ objects: 2 });
    expect(only(report, 'SAI-POD-001')[0].location).toEqual({ file: '-', line: 12, column: 21 });
  });

  test('a marker within a block of text is not the end', () => {
    const input =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\ndata:\n  x: |\n    ---\n    kind: Pod\n';
    expect(command.report(['-'], input)).toMatchObject({ summary: { objects: 1 }, problems: [] });
  });

  test('lists, and lists of one kind, whose items leave out what they are', () => {
    const pods = (kind: string, item: object) => JSON.stringify({ apiVersion: 'v1', kind, items: [item] });
    const spec = { containers: [{ name: 'main', securityContext: { privileged: true } }] };
    for (const input of [pods('List', { apiVersion: 'v1', kind: 'Pod', spec }), pods('PodList', { spec })]) {
      expect(ids(command.report(['-'], input))).toContain('SAI-POD-001');
    }
  });

  test('JSON with positions, also one value after the other', () => {
    const pod = JSON.stringify(
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: '}"{' }, spec: { hostPID: true } },
      undefined,
      2,
    );
    const lines = only(command.report(['-'], `${pod}\n${pod}\n`), 'SAI-POD-009').map(({ location }) => location.line);
    expect(lines).toEqual([8, 18]);
  });

  test('CRLF and a byte order mark', () => {
    expect(ids(command.report(['-'], `\uFEFF${BARE_POD.replaceAll('\n', '\r\n')}`))).toContain('SAI-POD-001');
  });

  test.each(['yes', 'on', 'true', 'True'])('%s as true, as Kubernetes does', (word) => {
    const input = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostNetwork: ${word}}\n`;
    expect(ids(command.report(['-'], input))).toContain('SAI-POD-009');
  });

  test('Terraform JSON: a resource is found where it is written, or its argument; the files of a folder are one stack', () => {
    const stack = {
      resource: {
        alicloud_vpc: { first: {} },
        alicloud_oss_bucket: { models: { acl: 'public-read', '//': { metadata: { path: 'app/models' } } } },
      },
    };
    command.write('stack/cdk.tf.json', JSON.stringify(stack, undefined, 2));
    const alone = command.report(['stack']);
    expect(only(alone, 'SAI-MDL-021')).toMatchObject([{ location: { file: 'stack/cdk.tf.json', line: 7 } }]);
    expect(only(alone, 'SAI-MDL-013')).toMatchObject([
      { subject: 'alicloud_oss_bucket.models', constructPath: 'app/models', location: { line: 8 } },
    ]);
  });

  test('Kubernetes objects that Terraform applies, where they are written', () => {
    const spec = { containers: [{ name: 'main', securityContext: { privileged: true } }] };
    const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'applied' }, spec };
    const stack = { resource: { kubernetes_manifest: { pod: { manifest }, other: { manifest: '${local.pod}' } } } };
    const report = command.report(['-'], JSON.stringify(stack, undefined, 2));
    expect(report.summary).toMatchObject({ objects: 1, resources: 2 });
    expect(only(report, 'SAI-POD-001')).toMatchObject([{ subject: 'Pod/applied', location: { file: '-', line: 16 } }]);

    const values = { manifest };
    const resource = { address: 'kubernetes_manifest.pod', mode: 'managed', type: 'kubernetes_manifest', values };
    const plan = { terraform_version: '1.9.0', planned_values: { root_module: { resources: [resource] } } };
    expect(ids(command.report(['-'], JSON.stringify(plan)))).toContain('SAI-POD-001');
  });

  test('plans: modules, values known after apply, and null for what is not set', () => {
    const values = { slb_internet_enabled: null, encryption_provider_key: null, disable_encryption: false };
    const address = 'module.ack.alicloud_cs_managed_kubernetes.main';
    const resource = { address, mode: 'managed', type: 'alicloud_cs_managed_kubernetes', name: 'main', values };
    const plan = {
      format_version: '1.2',
      terraform_version: '1.9.0',
      planned_values: { root_module: { child_modules: [{ resources: [resource] }] } },
      resource_changes: [{ address, change: { after_unknown: { encryption_provider_key: true } } }],
    };
    const report = command.report(['-'], JSON.stringify(plan));
    expect(report.summary).toMatchObject({ resources: 1 });
    expect(ids(report)).toContain('SAI-CLU-001');
    expect(ids(report)).not.toContain('SAI-CLU-002');
    expect(only(report, 'SAI-CLU-001')[0].subject).toBe('module.ack.alicloud_cs_managed_kubernetes.main');
  });
});

test('documents are let go of: 10,000 need no more memory than a few', () => {
  const input = Array.from({ length: 10_000 }, (_, index) => largeConfigMap(`map-${index}`)).join('');
  expect(input.length).toBeGreaterThan(64 * 2 ** 20);
  const { status, stdout, stderr } = command.start(['check', '-'], input, { NODE_OPTIONS: '--max-old-space-size=64' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('checked 10,000 objects');
});

describe('rules over all objects', () => {
  const workload = (name: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: team}\nspec: {template: {metadata: {labels: {app: ${name}}}, spec: {}}}\n`;
  const policy = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: team}\nspec: {policyTypes: [Ingress, Egress], podSelector: {matchLabels: {app: a}}}\n`;

  test('name the objects that break them, across files', () => {
    command.write('related/a.yaml', workload('a'));
    command.write('related/b.yaml', `# first\n---\n${workload('b')}`);
    command.write('related/c.yaml', policy);
    expect(only(command.report(['related']), 'SAI-NET-013')).toMatchObject([
      { subject: 'Deployment/b', namespace: 'team', location: { file: 'related/b.yaml', line: 3 } },
    ]);
  });
});

describe('decides', () => {
  test('--fail-on', () => {
    expect(command.run(['check', '--fail-on', 'critical', '-'], BARE_POD).status).toBe(1);
    const harmless = BARE_POD.replace('privileged: true', 'privileged: false');
    expect(command.run(['check', '--fail-on', 'critical', '-'], harmless).status).toBe(0);
  });

  test('--registries, separated and repeated', () => {
    const flags = ['--registries', 'a.example,b.example', '--registries', 'c.example'];
    const pod = BARE_POD.replace('nginx:1', 'c.example/nginx:1');
    expect(ids(command.report(['-'], pod))).toContain('SAI-IMG-002');
    expect(ids(command.report([...flags, '-'], pod))).not.toContain('SAI-IMG-002');
  });

  test('--ignore keeps the finding, with its reason', () => {
    const report = command.report(['--ignore', 'SAI-IMG-002=mirrored by the platform = trusted', '-'], BARE_POD);
    expect(only(report, 'SAI-IMG-002')).toMatchObject([
      { status: 'acknowledged', reason: 'mirrored by the platform = trusted' },
    ]);
  });

  test('--acceptances accepts findings of the object that it names, and of no other', () => {
    const entry = (subject: string, expires = '2099-12-31') =>
      `acceptances: [{rule: SAI-IMG-002, subject: ${subject}, reason: mirrored by the platform team, expires: ${expires}}]`;
    const found = (text: string) =>
      only(command.report(['--acceptances', command.write('acceptances.yaml', text), '-'], BARE_POD), 'SAI-IMG-002');
    expect(found(entry('Pod/bare'))).toMatchObject([{ status: 'acknowledged', expires: '2099-12-31' }]);
    expect(found(entry('Pod/bar'))).toMatchObject([{ status: 'open' }]);
    expect(found(entry('Pod/bare', '2020-01-01'))).toMatchObject([{ status: 'open' }]);
  });

  test('--ignore that nothing needs is a warning', () => {
    const { status, stderr } = command.run(
      ['check', '--ignore', 'SAI-CLU-001=reached through the VPC only', '-'],
      CONFIG_MAP,
    );
    expect(status).toBe(0);
    expect(stderr).toBe('warning: --ignore SAI-CLU-001: nothing is found that it would accept; remove it\n');
  });

  test('--baseline lets pass what it knows, as often as it knows it', () => {
    const baseline = command.write('baseline.json', command.run(['check', '-f', 'json', '-'], BARE_POD).stdout);
    expect(command.run(['check', '--baseline', baseline, '-'], `# moved\n\n${BARE_POD}`).status).toBe(0);
    expect(command.run(['check', '--baseline', baseline, '-'], `${BARE_POD}---\n${BARE_POD}`).status).toBe(1);
    const renamed = BARE_POD.replace('name: bare', 'name: other');
    expect(command.run(['check', '--baseline', baseline, '-'], renamed).status).toBe(1);
  });

  test.each([
    [['--ignore', 'SAI-XXX-001=a long enough reason'], /no rule has this id/],
    [['--ignore', 'SAI-POD-001=a long enough reason'], /risk cannot be accepted/],
    [['--ignore', 'SAI-IMG-002=short'], /reason is too short/],
    [['--ignore', 'SAI-IMG-002'], /reason is too short/],
    [['--acceptances', 'absent.yaml'], /--acceptances absent.yaml: ENOENT/],
    [['--acceptances', 'chart/values.yaml'], /file holds no list of accepted risks/],
    [['--baseline', 'absent.json'], /--baseline absent.json: ENOENT/],
    [['--baseline', 'chart/values.yaml'], /--baseline chart\/values.yaml: /],
    [['--fail-on', 'worst'], /Allowed choices are low, medium, high, critical/],
    [['--format', 'xml'], /Allowed choices are table, json/],
    [['--unknown'], /unknown option '--unknown'/],
  ])('refuses %j with 2', (args, message) => {
    const { status, stderr } = command.run(['check', ...args, '-'], CONFIG_MAP);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

test('a reader that has enough is no error', async () => {
  const child = spawn(process.execPath, [command.path, 'rules', '--format', 'json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.once('data', () => child.stdout.destroy());
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a run that fails names options that accept the finding and allow the registry', () => {
  const pod = command.write(
    'ways.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: x, namespace: shop }\nspec: { containers: [{ name: c, image: ghcr.io/a/b:1 }] }\n',
  );
  const [, accept] = /--ignore '(SAI-[A-Z]+-\d+@shop\/Pod\/x)=<reason>'/.exec(command.run(['check', pod]).stdout)!;
  const accepted = command.report([`--ignore=${accept}=tried in a sandbox of the test`, pod]);
  expect(accepted.summary.acknowledged).toBeGreaterThan(0);
});
