/** A runtime that cannot hold pods to the groups that their manifests name: Debian's containerd 1.6. */
import { examples } from './batches';
import { DEBIAN_CONTAINERD } from './builds';
import { Node } from './node';
import { claimsFor } from './platform';
import { nodeRunning } from './start';
import { NODE_TOOLS } from './tools';
import { CommandUnderTest } from '../../cli/command';
import { judge, Tool } from '../support/judge';

const CONTAINERD: Tool = {
  command: DEBIAN_CONTAINERD,
  versionArgs: ['--version'],
  install: 'apt-get install containerd',
};

judge('node with an old container runtime', [...NODE_TOOLS, CONTAINERD], () => {
  const { objects, files } = examples().find(({ name }) => name === 'quickstart')!;
  let node: Node;

  beforeAll(async () => {
    node = await nodeRunning(objects, { containerd: DEBIAN_CONTAINERD });
  });

  afterAll(async () => {
    expect(await node?.down()).toEqual([]);
  });

  test('the node says what it lacks', () => {
    expect(node.get('node', 'judge').status.features?.supplementalGroupsPolicy ?? false).toBe(false);
  });

  test('preflight says so before anything is applied', () => {
    const command = new CommandUnderTest();
    const { status, stdout } = node.run(process.execPath, [command.path, 'preflight', ...files]);
    command.remove();
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringMatching(/missing runtime features: supplementalGroupsPolicy: Strict is not there on judge/),
    });
  });

  test('the pods of the quickstart are refused by the kubelet', async () => {
    node.must(['apply', '--server-side', '--field-manager=judge', ...files.flatMap((file) => ['-f', file])]);
    node.apply(claimsFor(objects));
    const failed = await node.eventually(
      () => node.list('pods', 'inference').filter(({ status }) => status.phase === 'Failed'),
      (pods) => pods.length > 0,
    );
    // the ReplicaSet would make another at once, for ever
    node.must(['delete', 'deployment', 'qwen', '-n', 'inference', '--wait=false']);
    expect(failed[0].status.reason).toBe('SupplementalGroupsPolicyNotSupported');
  });
});
