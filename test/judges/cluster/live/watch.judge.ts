import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeServices } from './many';
import { Verifier } from './verifier';
import { GO, judge } from '../../support/judge';
import { Cluster, KUBERNETES_VERSION } from '../cluster';

judge(`live verification on Kubernetes ${KUBERNETES_VERSION}, going on`, [GO], () => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  let cluster: Cluster;
  let verifier: Verifier;
  let watch: ChildProcess;
  let said = '';

  beforeAll(async () => {
    cluster = await Cluster.start();
    verifier = new Verifier(cluster);
    await cluster.createAside(writeServices(folder, 1), 1);
    const args = ['verify', verifier.acceptFolder(folder), '--watch', '--interval', '1', '--listen', '127.0.0.1:0'];
    watch = spawn(process.execPath, [verifier.path, ...args], { env: { ...process.env, ...verifier.environment } });
    watch.stdout!.on('data', (chunk) => (said += chunk));
  });

  afterAll(async () => {
    watch?.kill('SIGKILL');
    verifier?.remove();
    rmSync(folder, { recursive: true, force: true });
    await cluster?.stop();
  });

  const metrics = async () => (await fetch(/http:\S+/.exec(said)![0])).text();
  const complete = async () => Number(/_runs_total\{outcome="complete"\} (\d+)/.exec(await metrics())![1]);
  const says = (line: string) =>
    cluster.eventually(
      () => said,
      (text) => text.includes(line),
    );

  /** Waits for runs that began after now: one may be under way. */
  async function twoMoreRuns(): Promise<void> {
    const before = await complete();
    const deadline = Date.now() + 120_000;
    while ((await complete()) < before + 2) {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  test('finds what changes, and serves it as a metric', async () => {
    await says('metrics at');
    await twoMoreRuns();
    expect(said).not.toMatch(/found|error/);
    cluster.must(['delete', 'networkpolicy/qwen-0-0', '-n', 'many-0']);
    await says('found critical network-policy-missing NetworkPolicy/many-0/qwen-0-0');
    expect(await metrics()).toContain(
      '_drift{drift="network-policy-missing",severity="critical",object="NetworkPolicy/many-0/qwen-0-0"} 1',
    );
  });

  test('an API server that restarts takes nothing back, and what changes after it is found', async () => {
    cluster.restartApiServer();
    await cluster.eventually(
      () => cluster.kubectl(['delete', 'limitrange/container-defaults', '-n', 'many-0']),
      ({ ok }) => ok,
      180,
    );
    await says('found high object-missing LimitRange/many-0/container-defaults');
    expect(said).not.toContain('gone');
  });

  test('a token that is refused is replaced by the one that the kubeconfig has now', async () => {
    verifier.makeAccount();
    cluster.must(['label', 'namespace', 'many-0', 'mark=rotated']);
    await says('found medium namespace-changed Namespace/many-0 metadata.labels.mark');
    await twoMoreRuns();
    expect(said).not.toContain('gone');
  });

  test('what is mended is gone, and the command ends with what still differs', async () => {
    cluster.must(['label', 'namespace', 'many-0', 'mark-']);
    await says('gone  medium namespace-changed Namespace/many-0 metadata.labels.mark');
    watch.kill('SIGTERM');
    expect(await once(watch, 'exit')).toEqual([1, null]);
  });
});
