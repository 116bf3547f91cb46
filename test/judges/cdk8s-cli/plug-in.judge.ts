import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { JUDGES } from '../support/exclusively';
import { judge, Tool } from '../support/judge';

const NPM: Tool = { command: 'npm', versionArgs: ['--version'], install: 'install Node.js with npm' };

const CLI = 'cdk8s-cli@2.207.60';
const ROOT = join(__dirname, '../../..');

/** A chart with one good object and one pod, whose container is as the argument says. */
const app = (container: object) => `
  const { ApiObject, App, Chart } = require('cdk8s');
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'inference' });
  new ApiObject(chart, 'Settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: {} });
  const spec = { containers: [${JSON.stringify(container)}] };
  new ApiObject(chart, 'Debug', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'debug' }, spec });
  app.synth();
`;

judge('plug-in of the cdk8s command', [NPM], () => {
  const installed = join(JUDGES, 'cdk8s-cli');
  let folder: string;

  beforeAll(() => {
    mkdirSync(installed, { recursive: true });
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
    execFileSync('npm', ['install', '--prefix', installed, ...options, CLI], { stdio: 'inherit' });
  });

  // within the project, so that the app finds cdk8s
  beforeEach(() => (folder = mkdtempSync(join(JUDGES, 'cdk8s-app-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** `cdk8s synth` of an app, with the plug-in from the compiled package. */
  function synth(container: object, properties: object, options: readonly string[] = []) {
    const plugIn = { package: ROOT, version: '0.0.0', class: 'ManifestValidation', properties };
    writeFileSync(join(folder, 'app.js'), app(container));
    writeFileSync(
      join(folder, 'cdk8s.yaml'),
      stringify({ language: 'typescript', app: 'node app.js', validations: [plugIn] }),
    );
    const command = join(installed, 'node_modules/cdk8s-cli/bin/cdk8s');
    const file = join(folder, 'reports.json');
    rmSync(file, { force: true });
    const reports = ['--validation-reports-output-file', 'reports.json'];
    const args = [command, 'synth', '--check-upgrade=false', ...reports, ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).reports[0] : undefined;
    return { status, output: stdout + stderr, report };
  }

  test('a violation fails the synthesis, and names the construct', () => {
    const { status, output, report } = synth({ name: 'debug', securityContext: { privileged: true } }, {});
    expect(output).toContain('Validation failed. See above reports for details');
    expect(status).toBe(2);
    expect(report.summary).toMatchObject({ status: 'failure' });
    expect(report.violations).toContainEqual({
      ruleName: 'SAI-POD-001 Privileged container (critical)',
      recommendation: 'container runs privileged',
      fix: expect.any(String),
      violatingConstructs: [
        {
          resourceName: 'debug',
          constructPath: 'chart/Debug',
          locations: ['Pod/debug spec.containers[0]'],
          manifestPath: expect.stringContaining('chart.k8s.yaml'),
        },
      ],
    });
  });

  test('what is below the severity, or accepted, passes', () => {
    const properties = { failOn: 'critical', ignore: { 'SAI-IMG-001': 'There is no image in this sample' } };
    const { status, output, report } = synth({ name: 'debug' }, properties);
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('Validations ended succesfully') });
    expect(report.summary).toMatchObject({
      status: 'success',
      metadata: { 'Accepted SAI-IMG-001': expect.stringContaining('There is no image in this sample') },
    });
    expect(report.violations.length).toBeGreaterThan(0);
  });

  test('a Helm chart holds the same manifests', () => {
    const properties = { failOn: 'critical', ignore: { 'SAI-IMG-001': 'There is no image in this sample' } };
    synth({ name: 'debug' }, properties);
    const plain = readFileSync(join(folder, 'dist/chart.k8s.yaml'), 'utf8');
    const chart = ['--format', 'helm', '--chart-api-version', 'v2', '--chart-version', '1.0.0', '--output', 'helm'];
    const { status, output } = synth({ name: 'debug' }, properties, chart);
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('chart.k8s.yaml') });
    expect(readFileSync(join(folder, 'helm/templates/chart.k8s.yaml'), 'utf8')).toBe(plain);
  });

  test('properties that are wrong are said', () => {
    const { status, output } = synth({ name: 'debug' }, { failOn: 'worst' });
    expect(output).toMatch(/invalid severity: got "worst"/);
    expect(status).not.toBe(0);
  });
});
