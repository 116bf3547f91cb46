import { randomUUID } from 'node:crypto';
import { ApiServer, Reply } from './api-server';
import { Sent } from './cases';
import { ParameterNamespaces, ruleOf } from './policies';
import { Resources } from './resources';
import { Cluster } from '../cluster/cluster';

/** What the API server said of a case. */
export interface Outcome<C extends Sent = Sent> {
  readonly case: C;
  /** The object as it would have been stored, with all defaults; undefined if it was refused before any policy saw it. */
  readonly object?: any;
  /** Why it was refused. */
  readonly refusal?: string;
  /** Ids of the rules whose policies found something. */
  readonly found: readonly string[];
  /** Why policies could not be evaluated. */
  readonly errors: readonly string[];
  /** Whether there is more than the audit log holds. */
  readonly more: boolean;
}

/** A validation that does not hold, as the audit log has it. */
interface Failure {
  readonly policy: string;
  readonly expressionIndex: string;
  readonly message: string;
}

/** As many as the audit log holds of one request, k8s.io/apiserver/pkg/admission/plugin/policy/validating/dispatcher.go */
const MOST_FAILURES = 50;
const FAILURES = 'validation.policy.admission.k8s.io/validation_failure';

/** Sends every case, as a creation that stores nothing, and reads in the audit log what the policies found. */
export async function judgeAll<C extends Sent>(
  cluster: Cluster,
  server: ApiServer,
  resources: Resources,
  namespaces: ParameterNamespaces,
  cases: readonly C[],
): Promise<Outcome<C>[]> {
  const sent = await Promise.all(
    cases.map(async (each) => {
      const id = randomUUID();
      const path = resources.pathOf(each.manifest, namespaces.of(each));
      // the audit log knows a request by the id that the client gives it
      const reply = await server.post(`${path}?dryRun=All&fieldValidation=Strict`, each.manifest, { 'Audit-ID': id });
      return { each, id, reply };
    }),
  );
  const failuresOf = new Map(
    cluster.auditEvents().map(({ auditID, annotations }) => [auditID, JSON.parse(annotations?.[FAILURES] ?? '[]')]),
  );
  return sent.map(({ each, id, reply }) => {
    const failures: Failure[] | undefined = failuresOf.get(id);
    if (!failures) {
      throw new Error(`the audit log does not know the request of ${each.name}`);
    }
    const found = [
      ...new Set(failures.map(({ policy, expressionIndex }) => ruleOf(policy, Number(expressionIndex)))),
    ].sort();
    // a rule that is broken says its id
    const errors = failures.map(({ message }) => message).filter((message) => !message.startsWith('SAI-'));
    return { case: each, found, errors, more: failures.length === MOST_FAILURES, ...answer(reply) };
  });
}

function answer({ status, body }: Reply): Pick<Outcome, 'object' | 'refusal'> {
  return status === 201 ? { object: body } : { refusal: `${status} ${body.reason}` };
}
