import { ApiServer } from '../../drift/client';
import { manifestFiles, manifestsOf } from '../../drift/manifests';
import { rolesFor } from '../../drift/role';
import { ClusterVerification } from '../../drift/verify';
import { Watch } from '../../drift/watch';
import { printable } from '../../guardrails/report/text';
import { UsageError } from '../../scan/request';
import { Exit } from '../exit';
import { DRIFT_FORMATS, DriftFormat } from '../output/drift-formats';
import { styleFor } from '../output/style';
import { write } from '../output/write';

/** Options as the command line gives them. */
export interface VerifyFlags {
  readonly context?: string;
  readonly format: DriftFormat;
  readonly publicKey?: string;
  readonly retryFor: number;
  readonly watch: boolean;
  readonly interval: number;
  readonly listen: string;
  readonly printRole: boolean;
  readonly roleName: string;
  readonly account: string;
}

/** `verify`: how a cluster differs from a folder that evidence was given of, or what it takes to look. */
export async function verifyCluster(folder: string, flags: VerifyFlags): Promise<Exit> {
  const files = manifestFiles(folder, flags.publicKey);
  if (flags.printRole) {
    const options = { name: flags.roleName, account: accountOf(flags.account) };
    await write([await rolesFor(manifestsOf(folder, files), options)]);
    return Exit.CLEAN;
  }
  const server = await ApiServer.connect({ context: flags.context, patienceMs: flags.retryFor * 1000 });
  if (flags.watch) {
    return watch(folder, server, flags);
  }
  const seen = await new ClusterVerification(server).run(folder, files).catch((error: Error) => {
    throw error instanceof UsageError ? error : new UsageError(`verify ${folder}: ${error.message}`);
  });
  const style = styleFor(process.stderr);
  for (const problem of printable(seen.problems)) {
    process.stderr.write(`${style('red', 'error:')} ${problem}\n`);
  }
  await write(DRIFT_FORMATS[flags.format]({ ...seen, folder, server: server.address }, process.stdout));
  return seen.drifts.length > 0 ? Exit.FINDINGS : seen.problems.length > 0 ? Exit.BAD_INPUT : Exit.CLEAN;
}

/** Goes on until it is told to end. The folder is read anew each time: it may be a volume that changes. */
async function watch(folder: string, server: ApiServer, flags: VerifyFlags): Promise<Exit> {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => end.abort());
  }
  const verify = () => new ClusterVerification(server).run(folder, manifestFiles(folder, flags.publicKey));
  const differs = await new Watch(verify, {
    intervalMs: flags.interval * 1000,
    listen: listenOf(flags.listen),
    signal: end.signal,
    tell: (line) => process.stdout.write(`${new Date().toISOString()} ${printable(line)}\n`),
  }).run();
  return differs ? Exit.FINDINGS : Exit.CLEAN;
}

function listenOf(text: string): { host: string; port: number } {
  const match = /^(.+):(\d{1,5})$/.exec(text);
  if (!match || Number(match[2]) > 65535) {
    throw new UsageError(`--listen ${text}: not of the form <address>:<port>`);
  }
  return { host: match[1].replace(/^\[(.*)\]$/, '$1'), port: Number(match[2]) };
}

function accountOf(text: string): { namespace: string; name: string } {
  const [namespace, name, ...rest] = text.split('/');
  if (!namespace || !name || rest.length > 0) {
    throw new UsageError(`--account ${text}: not of the form <namespace>/<name>`);
  }
  return { namespace, name };
}
