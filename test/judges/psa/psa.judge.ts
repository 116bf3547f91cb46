import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fixture, fixturesIn, Level } from './fixtures';
import { rulesOf } from './pods-of-folder';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { Manifest } from '../../../lib/objects/manifest';
import { CASES } from '../admission/cases';
import { goBuild, goModuleDir } from '../support/go';
import { GO, judge } from '../support/judge';

const MODULE = 'k8s.io/pod-security-admission';

/** Which control a fixture breaks, by what its name says. */
const CONTROL_OF: Record<string, string> = {
  allowprivilegeescalation: 'restricted: Privilege Escalation',
  apparmorprofile: 'baseline: AppArmor',
  capabilities_baseline: 'baseline: Capabilities',
  capabilities_restricted: 'restricted: Capabilities',
  hostnamespaces: 'baseline: Host Namespaces',
  hostpathvolumes: 'baseline: HostPath Volumes',
  hostports: 'baseline: Host Ports',
  hostprobesandhostlifecycle: 'baseline: Host Probes / Lifecycle Hooks',
  privileged: 'baseline: Privileged Containers',
  procmount: 'restricted: /proc Mount Type',
  procmount_restricted: 'restricted: /proc Mount Type',
  restrictedvolumes: 'restricted: Volume Types',
  runasnonroot: 'restricted: Running as Non-root',
  runasuser: 'restricted: Running as Non-root user',
  seccompprofile_baseline: 'baseline: Seccomp',
  seccompprofile_restricted: 'restricted: Seccomp',
  selinuxoptions: 'baseline: SELinux',
  sysctls: 'baseline: Sysctls',
  windowshostprocess: 'baseline: HostProcess',
};

/** Controls of a level that rules find broken. */
const brokenControls = (pod: Manifest, level: Level): string[] =>
  evaluateManifests([pod], {}, rulesOf(level)).flatMap(({ rule }) => rule.frameworks.pss!);

judge('Pod Security Standards', [GO], () => {
  let fixtures: Fixture[];

  beforeAll(() => {
    const version = new RegExp(`${MODULE} (v\\S+)`).exec(readFileSync(join(__dirname, 'go.mod'), 'utf8'))![1];
    fixtures = fixturesIn(goModuleDir(MODULE, version));
  });

  test('every pod that a level refuses is found, by a rule that is about what is wrong with it', () => {
    const refused = fixtures.filter(({ passes }) => !passes);
    expect(refused.length).toBeGreaterThan(100);
    const found = refused.map(({ name, pod }) => ({ name, controls: brokenControls(pod, 'restricted') }));
    expect(found).toEqual(
      refused.map(({ name, subject }) => ({ name, controls: expect.arrayContaining([CONTROL_OF[subject]]) })),
    );
  });

  test('no pod that a level lets through is found', () => {
    const passed = fixtures.filter(({ passes }) => passes);
    expect(passed.length).toBeGreaterThan(30);
    expect(passed.filter(({ pod, level }) => brokenControls(pod, level).length > 0).map(({ name }) => name)).toEqual(
      [],
    );
  });

  test('of every sample, rules and library say the same', () => {
    const pods = [...new Map(CASES.map(({ name, manifest }) => [name, manifest]))].filter(
      ([, { kind }]) => kind === 'Pod',
    );
    const binary = goBuild(__dirname, 'psa');
    const input = JSON.stringify(pods.map(([, pod]) => pod));
    const verdicts = JSON.parse(execFileSync(binary, { input, encoding: 'utf8', maxBuffer: 2 ** 28 }));
    const said = pods.map(([name, pod], index) => ({ name, pod, verdict: verdicts[index] }));
    const readable = said.filter(({ verdict }) => verdict.unreadable === undefined);
    expect(readable.length).toBeGreaterThan(300);
    const differing = (level: Level, differ: (isFound: boolean, isRefused: boolean) => boolean) =>
      readable
        .filter(({ pod, verdict }) => differ(brokenControls(pod, level).length > 0, verdict[level].length > 0))
        .map(({ name, verdict }) => `${name}: ${level}: ${verdict[level]}`);
    expect(differing('restricted', (isFound, isRefused) => isFound !== isRefused)).toEqual([]);
    // of masked /proc the rules demand what `restricted` does
    expect(differing('baseline', (isFound, isRefused) => isFound && !isRefused)).toEqual([]);
  });
});
