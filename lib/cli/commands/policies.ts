import { join } from 'node:path';
import { clusterKindsIn } from '../../policies/cluster-kinds';
import { Engine, ENGINES, PolicyOutput } from '../../policies/engines';
import { admissionOptions, PoliciesFlags } from '../../policies/options';
import { Exit } from '../exit';
import { write } from '../output/write';
import { writeFiles } from '../output/write-files';

/** `policies`: what makes a cluster enforce the rules, as files to apply or as one text. */
export async function policies({
  engine,
  output,
  crds,
  ...flags
}: PoliciesFlags & {
  readonly engine: Engine;
  readonly output?: string;
  readonly crds?: string;
}): Promise<Exit> {
  const ofCluster = crds === undefined ? undefined : clusterKindsIn(crds);
  const { files, notEnforced } = ENGINES[engine](
    admissionOptions({ ...flags, kinds: ofCluster?.withPods ?? flags.kinds }),
  );
  if (output === undefined) {
    await write([Object.values(files).join('---\n')]);
  } else {
    const placed = Object.fromEntries(Object.entries(files).map(([name, text]) => [join(output, name), text]));
    writeFiles(placed);
    await write(Object.keys(placed).map((path) => `${path}\n`));
  }
  process.stderr.write(leftOut(notEnforced));
  if (ofCluster && ofCluster.unknown.length > 0) {
    process.stderr.write(`not judged, since nobody knows whether they hold pods: ${ofCluster.unknown.join(', ')}\n`);
  }
  return Exit.CLEAN;
}

/** Rules that are not enforced, by the reason: who takes them for enforced is worse off than without any. */
function leftOut(notEnforced: PolicyOutput['notEnforced']): string {
  const idsOf = new Map<string, string[]>();
  for (const { ruleId, reason } of notEnforced) {
    idsOf.set(reason, [...(idsOf.get(reason) ?? []), ruleId]);
  }
  return [...idsOf].map(([reason, ids]) => `not enforced, since ${reason}: ${ids.join(', ')}\n`).join('');
}
