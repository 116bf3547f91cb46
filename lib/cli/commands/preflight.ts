import { ApiServer } from '../../drift/client';
import { printable } from '../../guardrails/report/text';
import { Manifest } from '../../objects/manifest';
import { ClusterView } from '../../preflight/cluster-view';
import { Verdict } from '../../preflight/lack';
import { preflight } from '../../preflight/preflight';
import { inputsOf } from '../../scan/read';
import { UsageError } from '../../scan/request';
import { sourcesOf } from '../../scan/sources';
import { Exit } from '../exit';
import { PREFLIGHT_FORMATS, PreflightFormat } from '../output/preflight-formats';
import { styleFor } from '../output/style';
import { write } from '../output/write';

/** Options as the command line gives them. */
export interface PreflightFlags {
  readonly context?: string;
  readonly format: PreflightFormat;
}

/** `preflight`: what a cluster lacks for manifests. */
export async function preflightCluster(paths: readonly string[], flags: PreflightFlags): Promise<Exit> {
  const objects: Manifest[] = [];
  const problems: string[] = [];
  const told = {
    onProblem: ({ file, line, message }: { file: string; line: number; message: string }) =>
      problems.push(`${file}:${line}: ${message}`),
    onUnknown: () => undefined,
  };
  for await (const input of inputsOf(sourcesOf(paths), told)) {
    if (input.kind === 'object' && !input.isWrapped) {
      objects.push(input.object);
    }
  }
  if (objects.length === 0 && problems.length === 0) {
    throw new UsageError(`preflight ${paths.join(' ')}: no Kubernetes object in there`);
  }
  const style = styleFor(process.stderr);
  printable(problems).forEach((problem) => process.stderr.write(`${style('red', 'error:')} ${problem}\n`));
  const server = await ApiServer.connect({ context: flags.context, patienceMs: 10_000 });
  const needs = await preflight(objects, new ClusterView(server)).catch((error: Error) => {
    throw new UsageError(`preflight: ${error.message}`);
  });
  const report = { server: server.address, objects: objects.length, needs, problems };
  await write(PREFLIGHT_FORMATS[flags.format](report, process.stdout));
  const isMissing = needs.some(({ verdict }) => verdict === Verdict.MISSING);
  return isMissing ? Exit.FINDINGS : problems.length > 0 ? Exit.BAD_INPUT : Exit.CLEAN;
}
