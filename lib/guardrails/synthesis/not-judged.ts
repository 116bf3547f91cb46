import { Output } from './synthesized';
import { notUnderstoodIn } from '../../objects/places/not-understood';
import { describe } from '../../private/problems';
import { subjectName } from '../evaluation/subject-name';

/** What may run because of objects and was not understood, for a reader: no rule judged it. */
export function notJudged({ objects }: Output): string[] {
  return objects.flatMap(({ construct, manifest }) =>
    notUnderstoodIn(manifest)
      .filter(({ mayRun }) => mayRun)
      .map(({ path, message }) => `[${construct.node.path}] ${problemOf(manifest, path, message)}`),
  );
}

function problemOf(manifest: Output['objects'][number]['manifest'], path: string, message: string): string {
  return describe({
    what: `what runs was not judged: ${message}`,
    got: [subjectName(manifest), path].filter(Boolean).join(' '),
    allowed: 'objects whose pods are written in them',
    fix: 'check the pods in the cluster with GuardrailPolicies, and set onUnknown: UnknownAction.WARN once somebody has looked',
  });
}
