/** Version, changelog and tags agree; the workflow publishes to every registry, and nothing that can be moved decides what it runs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readChangelog } from '../../projenrc/release/changelog';
import { compareVersions, mayBreak, nextVersion } from '../../projenrc/release/versions';

const folder = mkdtempSync(join(tmpdir(), 'release-'));
afterAll(() => rmSync(folder, { recursive: true }));

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const workflow = parse(readFileSync('.github/workflows/release.yml', 'utf8'));
const jobs = Object.entries(workflow.jobs as Record<string, { steps: Record<string, any>[]; permissions: object }>);
const steps = jobs.flatMap(([, job]) => job.steps);

const changelog = (...sections: string[]) => readChangelog(`# Changelog\n\n${sections.join('\n\n')}\n`);

describe('the changelog', () => {
  test('names versions from the newest to the oldest, and every tag is one of them', () => {
    const versions = readChangelog().releases.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort(compareVersions).reverse());
    expect(new Set(versions).size).toBe(versions.length);
    const tags = execFileSync('git', ['tag', '--list', 'v[0-9]*'], { encoding: 'utf8' }).split('\n').filter(Boolean);
    expect(tags.filter((tag) => !versions.includes(tag.slice(1)))).toEqual([]);
  });

  test('decides on the version: package.json has none of its own', () => {
    expect(manifest.version).toBe('0.0.0');
    const [{ version }, older] = changelog(
      '## [Unreleased]',
      '## [0.2.0] - 2026-12-01\n\n- a',
      '## [0.1.0] - 2026-11-26',
    ).releases;
    expect([version, older.version]).toEqual(['0.2.0', '0.1.0']);
  });

  test.each<[string, string[], string | undefined, string | RegExp]>([
    ['the newest', ['## [Unreleased]', '## [0.2.0] - 2026-12-01\n- a'], 'v0.1.0', '0.2.0'],
    ['the first', ['## [0.1.0] - 2026-12-01\n- a'], undefined, '0.1.0'],
    ['none without a version', ['## [Unreleased]\n- a'], undefined, /what is under \[Unreleased\] has no version/],
    [
      'none that says less than what changed',
      ['## [Unreleased]\n- b', '## [0.2.0] - 2026-12-01'],
      undefined,
      /has no version/,
    ],
    ['none twice', ['## [0.2.0] - 2026-12-01'], 'v0.2.0', /newest version is 0\.2\.0, and v0\.2\.0 is released/],
    ['none that is older', ['## [0.9.0] - 2026-12-01'], 'v0.10.0', /name the next one/],
  ])('releases %s', (_, sections, tag, expected) => {
    const released = () => nextVersion(changelog(...sections), tag);
    if (typeof expected === 'string') {
      expect(released()).toBe(expected);
    } else {
      expect(released).toThrow(expected);
    }
  });

  test.each(['## 0.2.0', '## [0.2] - 2026-12-01', '## [0.2.0]', '## [0.2.0] - December'])(
    'has no heading %s',
    (heading) => {
      expect(() => changelog(heading)).toThrow(`heading of no version: got "${heading}"`);
    },
  );

  test('of a version becomes the notes of its release', () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/version.txt'), '0.2.0\n');
    writeFileSync(
      join(folder, 'CHANGELOG.md'),
      '# C\n\n## [0.2.0] - 2026-12-01\n\n- new\n\n## [0.1.0] - 2026-11-26\n\n- old\n',
    );
    const notes = () =>
      execFileSync(resolve('node_modules/.bin/tsx'), [resolve('projenrc/release/notes.ts')], {
        cwd: folder,
        stdio: 'pipe',
      });
    notes();
    expect(readFileSync(join(folder, 'dist/changelog.md'), 'utf8')).toBe('- new\n');
    writeFileSync(join(folder, 'dist/version.txt'), '0.3.0');
    expect(notes).toThrow('nothing is said about 0.3.0');
  });
});

test.each([
  ['1.0.0', true],
  ['2.0.0', true],
  ['1.1.0', false],
  ['0.3.0', true],
  ['0.3.1', false],
  ['1.0.1', false],
])('whether %s may break: %s', (version, expected) => expect(mayBreak(version)).toBe(expected));

describe('the workflow', () => {
  test('is started by a person, who may ask for a dry run', () => {
    expect(workflow.on).toEqual({
      workflow_dispatch: { inputs: { dry_run: expect.objectContaining({ type: 'boolean' }) } },
    });
  });

  test('publishes to the registry of every language, and publishes nothing in a dry run', () => {
    const publishing = steps.filter(({ run }) => /publib|gh release/.test(run ?? ''));
    const commands = publishing.flatMap(({ run }) => /publib-\w+|gh release create|gh release upload/.exec(run)!);
    expect(commands.sort()).toEqual([
      ...[
        'gh release create',
        'gh release upload',
        'publib-golang',
        'publib-maven',
        'publib-npm',
        'publib-nuget',
        'publib-pypi',
      ],
    ]);
    for (const step of publishing) {
      expect([step.if, step.env.PUBLIB_DRYRUN]).toEqual(
        step.run.includes('publib') ? [undefined, '${{ inputs.dry_run }}'] : ['${{ !inputs.dry_run }}', undefined],
      );
    }
  });

  test('uses actions at commits and a publisher at a version', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with['persist-credentials'])).toEqual(jobs.slice(1).map(() => false));
    const publishers = steps.flatMap(({ run }) => /^npx '-p' '(.*?)'/.exec(run ?? '')?.[1] ?? []);
    expect(new Set(publishers)).toEqual(new Set([expect.stringMatching(/^publib@\d+\.\d+\.\d+$/)]));
  });

  test('proves where the npm package comes from, by an identity of the run instead of a token', () => {
    const { permissions, steps: npm } = workflow.jobs.release_npm;
    expect(permissions).toMatchObject({ 'id-token': 'write' });
    expect(npm.at(-1).env).toMatchObject({ NPM_CONFIG_PROVENANCE: 'true', NPM_TRUSTED_PUBLISHER: 'true' });
    const secrets = JSON.stringify(workflow).match(/(?<=secrets\.)\w+/g)!;
    expect([...new Set(secrets)].sort()).toEqual([
      ...[
        'GITHUB_TOKEN',
        'GO_GITHUB_TOKEN',
        'MAVEN_GPG_PRIVATE_KEY',
        'MAVEN_GPG_PRIVATE_KEY_PASSPHRASE',
        'MAVEN_PASSWORD',
      ],
      ...['MAVEN_STAGING_PROFILE_ID', 'MAVEN_USERNAME', 'NUGET_USERNAME'],
    ]);
  });

  test('runs the tests, and attaches the bill of materials of what it built', () => {
    const { release } = JSON.parse(readFileSync('.projen/tasks.json', 'utf8')).tasks;
    const order = release.steps.map(({ spawn, exec }: Record<string, string>) => spawn ?? exec ?? 'rm');
    expect(order).toEqual([
      ...[
        'rm',
        'bump',
        'tsx projenrc/release/notes.ts',
        'build',
        'cp vendor/sbom.cdx.json dist/sbom.cdx.json',
        'unbump',
      ],
      'git diff --ignore-space-at-eol --exit-code',
    ]);
  });
});

test('only what needs Terraform installs cdktf', () => {
  expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['cdk8s', 'cdk8s-plus-28', 'cdktf', 'constructs']);
  expect(manifest.peerDependenciesMeta).toEqual({ cdktf: { optional: true } });
});
