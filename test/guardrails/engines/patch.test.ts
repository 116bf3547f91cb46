/** Each setting that a constructor refuses, through the real `service.patch` and the real `check`. */
import { JsonPatch } from 'cdk8s';
import { Change, CHANGES } from './changes';
import { RULE_OF } from './settings';
import { serviceOf } from './support';
import { EngineKey, ENGINES, SettingDanger } from '../../../lib/engines';
import { CommandUnderTest } from '../../cli/command';
import { manifest } from '../../inference/fixtures';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const CONTAINER = '/spec/template/spec/containers/0';

interface Patched {
  readonly change: Change;
  /** What stops the synthesis. */
  readonly problems: string;
  readonly object: object;
}

function patched(change: Change): Patched {
  const service = serviceOf(change.engine);
  service.patch(
    'Deployment',
    ...change.args.map((arg) => JsonPatch.add(`${CONTAINER}/args/-`, arg)),
    ...change.env.map((variable) => JsonPatch.add(`${CONTAINER}/env/-`, variable)),
  );
  const problems = service.node.validate().join('\n');
  return { change, problems, object: manifest(service, 'Deployment') };
}

/** Ids of the rules that the command finds, for each object of a file. */
function checked(objects: readonly object[]): string[][] {
  const text = objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
  const { stdout } = command.run(['check', command.write('patched.yaml', text), '--format', 'json']);
  const findings: { ruleId: string; location: { line: number } }[] = JSON.parse(stdout).findings;
  return objects.map((_, index) =>
    findings.filter(({ location }) => location?.line === 2 * index + 1).map(({ ruleId }) => ruleId),
  );
}

describe.each(Object.keys(ENGINES) as EngineKey[])('%s', (key) => {
  const cases = CHANGES.filter(({ engine }) => engine === key).map(patched);
  const rulesOf = ({ change }: Patched) => RULE_OF[change.danger];

  test('a patch with a dangerous setting that the constructor refuses stops the synthesis', () => {
    // what only does not fit probes and policies is reported as low, which stops nothing
    const dangerous = cases.filter(({ change }) => change.danger !== SettingDanger.MISFIT);
    expect(dangerous.length).toBeGreaterThan(5);
    const through = dangerous.filter((each) => !rulesOf(each).some((id) => each.problems.includes(`${id} `)));
    expect(through.map(({ change }) => change.what)).toEqual([]);
  });

  test('and is found by the command in the manifest that it makes', () => {
    const found = checked(cases.map(({ object }) => object));
    const missed = cases.filter((each, index) => !rulesOf(each).some((id) => found[index].includes(id)));
    expect(missed.map(({ change }) => change.what)).toEqual([]);
  });
});
