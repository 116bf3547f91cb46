/** The example with a signed model on a real node: its guard is the real program, and reads a model that was really signed. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { waitUntilRuns } from './lifecycle';
import { Node } from './node';
import { claimsFor, containersOf, OTHER_DRIVER, podOf } from './platform';
import { nodeRunning } from './start';
import { NODE_TOOLS } from './tools';
import { build } from '../../../examples/signed-model';
import { KUBERNETES_VERSION } from '../cluster/cluster';
import { REQUIREMENTS } from '../model-guard/requirements';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

const MODEL_GUARD = join(__dirname, '../model-guard');
const GUARD = 'model-guard';
const NAMESPACE = 'inference';
const NODEJS = 'nodejs/bin/node';

/** Writes a model with a signature, and returns the public key of who signed it. */
function writeSignedModel(folder: string): string {
  const packages = new PythonPackages(REQUIREMENTS);
  packages.run([join(MODEL_GUARD, 'write_models.py'), join(folder, 'formats')]);
  const model = join(folder, 'model');
  cpSync(join(folder, 'formats/safetensors'), model, { recursive: true });
  writeFileSync(join(model, 'config.json'), '{"architectures": ["Qwen3ForCausalLM"]}');
  packages.run([join(MODEL_GUARD, 'sign_one.py'), model, join(folder, 'signer.pub')]);
  return readFileSync(join(folder, 'signer.pub'), 'utf8');
}

judge(`signed model on a node, Kubernetes ${KUBERNETES_VERSION}`, [...NODE_TOOLS, PYTHON], () => {
  const folder = mkdtempSync(join(tmpdir(), 'signed-model-'));
  let node: Node;
  let volume: string;
  let deployment: any;

  beforeAll(async () => {
    const [app] = build(Testing.app().outdir, writeSignedModel(folder));
    const objects: any[] = app.charts.flatMap((chart) => Testing.synth(chart));
    deployment = objects.find(({ kind }) => kind === 'Deployment');
    const { image } = containersOf(podOf(deployment)).find(({ name }) => name === GUARD);
    const guard = { name: image, files: { [NODEJS]: process.execPath }, entrypoint: `/${NODEJS}` };
    node = await nodeRunning(objects, { programs: [guard] });
    const claims: any[] = claimsFor(objects);
    const { volumeHandle } = claims.find(({ kind }) => kind === 'PersistentVolume').spec.csi;
    volume = join(node.folder, 'volumes', OTHER_DRIVER, volumeHandle);
    cpSync(join(folder, 'model'), volume, { recursive: true });
    // who writes safetensors keeps them for itself, and the guard is another user
    execFileSync('chmod', ['-R', 'a+rX', volume]);
    node.apply(objects);
    node.apply(claims);
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    expect(await node?.down()).toEqual([]);
  });

  const pods = () => node.podsOf(node.get('deployment', deployment.metadata.name, NAMESPACE));
  const guardOf = ({ status }: any) =>
    (status.initContainerStatuses ?? []).find(({ name }: any) => name === GUARD) ?? { restartCount: 0 };
  const logOf = ({ metadata }: any) => node.must(['logs', metadata.name, '-n', NAMESPACE, '-c', GUARD]);

  test('the model that was signed is served', () => {
    waitUntilRuns(node, deployment);
    expect(pods().map(logOf)).toEqual(Array(2).fill(expect.stringMatching(/^safe: .*\ndigest: .*\nsigned by: key /)));
  });

  test('a pod that starts after a byte was changed does not serve', async () => {
    const config = join(volume, 'config.json');
    writeFileSync(config, readFileSync(config, 'utf8').replace('Qwen3', 'Qwen4'));
    const [{ metadata }] = pods();
    node.must(['delete', 'pod', metadata.name, '-n', NAMESPACE]);
    const [refused] = await node.eventually(
      () => pods().filter((pod) => guardOf(pod).restartCount > 0),
      (seen) => seen.length > 0,
    );
    expect(logOf(refused)).toContain('refused: config.json: digest is');
    expect(refused.status.containerStatuses[0].started ?? false).toBe(false);
  });
});
