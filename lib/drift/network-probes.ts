import { Drift, drift } from './drift';
import { DriftId } from './drift-kinds';
import { Expected } from './objects';
import { objectName } from '../guardrails/evidence/subjects';
import { Manifest } from '../objects/manifest';
import { PROBE, ProbeSide } from '../objects/network-probe';
import { podsOf } from '../objects/pods';

/** What a probe of a namespace says, and what it does not say yet. */
interface ProbeResult {
  readonly drifts: readonly Drift[];
  readonly passedOver: readonly string[];
}

const NOTHING: ProbeResult = { drifts: [], passedOver: [] };

/** Reason of a job that failed because of what its program found. */
const FOUND = 'PodFailurePolicy';

/** How a job ended that calls what its NetworkPolicy lets it call, or what it does not. */
export function probeResult({ object, file }: Expected, actual: Manifest | undefined): ProbeResult {
  const side = sideOf(object);
  if (side === undefined || actual === undefined) {
    return NOTHING;
  }
  const conditions = ((actual.status as any)?.conditions ?? []) as { type: string; status: string; reason?: string }[];
  const ended = conditions.find(({ type, status }) => /^(Complete|Failed)$/.test(type) && status === 'True');
  if (ended === undefined) {
    return { drifts: [], passedOver: [`${objectName(object)}: the probe has not ended`] };
  }
  const isEnforcementMissing = side === ProbeSide.DENIED && ended.reason === FOUND;
  const id: DriftId = isEnforcementMissing ? 'network-policy-not-enforced' : 'network-policy-unproven';
  return ended.type === 'Complete'
    ? NOTHING
    : { drifts: [drift({ id, object: objectName(object), file, path: 'status', actual: ended })], passedOver: [] };
}

function sideOf(object: Manifest): string | undefined {
  if (object.kind !== 'Job') {
    return undefined;
  }
  const [{ meta }] = podsOf(object);
  return (meta.labels as Record<string, string> | undefined)?.[PROBE];
}
