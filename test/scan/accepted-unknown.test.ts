import { CommandUnderTest } from '../cli/command';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const FLEET =
  'apiVersion: example.com/v1\nkind: Fleet\nmetadata: {name: a, namespace: shop}\nspec: {image: {tag: "1"}}\n';
const OTHER = FLEET.replace('name: a', 'name: other');
const REASON = 'its operator starts nothing but one job of ours, read on 2026-11-30';
const entry = (subject: string, more = '') =>
  `acceptances:\n  - rule: unknown-kind\n    subject: ${subject}\n    reason: ${REASON}\n${more}`;

const checked = (acceptances: string, manifests: string, ...options: string[]) => {
  command.write('acceptances.yaml', acceptances);
  command.write('in/a.yaml', manifests);
  return command.run(['check', '--acceptances', 'acceptances.yaml', ...options, 'in']);
};

test('an unknown kind stops, and the table says how to accept it', () => {
  const { status, stdout } = checked('acceptances: []\n', FLEET);
  expect(status).toBe(2);
  expect(stdout).toContain(`--ignore 'unknown-kind@shop/Fleet/a=<reason>'`);
});

test('an accepted object stops nobody, is named with the reason, and passed is not said over it', () => {
  const { status, stdout, stderr } = checked(entry('shop/Fleet/a', '    expires: "2999-01-01"\n'), FLEET);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/accepted +in\/a.yaml:1:1: Fleet\/a in shop - kind Fleet .* is not known/);
  expect(stdout).toContain(`(accepted: ${REASON}, until 2999-01-01)`);
  expect(stdout).not.toContain('passed');
});

test('it is accepted exactly: another object of the kind stops', () => {
  expect(checked(entry('shop/Fleet/a'), `${FLEET}---\n${OTHER}`).status).toBe(2);
  expect(checked(entry('shop/Fleet/*'), `${FLEET}---\n${OTHER}`).status).toBe(0);
});

test('what is past its day, or about nothing, is a warning', () => {
  const past = checked(entry('shop/Fleet/a', '    expires: "2020-01-01"\n'), FLEET);
  expect([past.status, past.stderr]).toEqual([2, expect.stringContaining('expired on 2020-01-01')]);
  const idle = checked(entry('shop/Fleet/none'), FLEET);
  expect([idle.status, idle.stderr]).toEqual([2, expect.stringContaining('nothing is found that it would accept')]);
});

test('a file that was not read is accepted by its name', () => {
  command.write('charts/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n');
  command.write('charts/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n');
  const accepted = ['--ignore', `skipped-file@charts/Chart.yaml=${REASON}`];
  expect(command.run(['check', 'charts']).status).toBe(2);
  expect(command.run(['check', ...accepted, 'charts']).status).toBe(0);
});

test('every format names what was accepted', () => {
  const json = JSON.parse(checked(entry('shop/Fleet/a'), FLEET, '--format', 'json').stdout);
  expect(json.unknown).toMatchObject([{ reason: 'unknown-kind', accepted: { reason: REASON } }]);
  expect(json.acknowledgedRisks).toMatchObject([{ ruleId: 'unknown-kind', finding: 'shop/Fleet/a', findings: 1 }]);
  const [run] = JSON.parse(checked(entry('shop/Fleet/a'), FLEET, '--format', 'sarif').stdout).runs;
  expect(run.invocations[0]).toMatchObject({
    executionSuccessful: true,
    toolExecutionNotifications: [{ level: 'note', message: { text: expect.stringContaining(REASON) } }],
  });
  expect(checked(entry('shop/Fleet/a'), FLEET, '--format', 'html').stdout).toContain(REASON);
});

test('it is never accepted for everything', () => {
  const { status, stderr } = command.run(['check', '--ignore', `unknown-kind=${REASON}`, 'in']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('for one object or file only')]);
});
