import { Located } from './located';
import { Manifest } from '../../objects/manifest';
import { subjectName } from '../evaluation/subject-name';

/** What a program can do about a finding beside mending it, as code with everything filled in that is known. */
export function waysInCode({ violation: { rule, subject, path } }: Located): string[] {
  const ways: string[] = [];
  if (rule.params?.registries !== undefined && rule.match.subject !== 'terraform') {
    const image = imageAt(subject as Manifest | undefined, path);
    ways.push(`guardrails.Registries.allow(app, ['${image === undefined ? '<registry>/<path>' : prefixOf(image)}'])`);
  }
  if (rule.acknowledgeable) {
    const finding = subjectName(subject);
    const of = finding === undefined ? '' : `, finding: '${finding}'`;
    ways.push(`guardrails.Risk.of(construct).acknowledge({ id: '${rule.id}'${of}, reason: '<why>' })`);
  }
  return ways;
}

/** Image of the container at a path such as `spec.template.spec.containers[0]`. */
function imageAt(manifest: Manifest | undefined, path: string): string | undefined {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const container = keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    manifest,
  );
  const image = (container as { readonly image?: unknown } | undefined)?.image;
  return typeof image === 'string' && image.includes('/') ? image : undefined;
}

/** An image without its last component: its registry and namespace. */
function prefixOf(image: string): string {
  return image.slice(0, image.lastIndexOf('/'));
}
