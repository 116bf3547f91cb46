import { EvidenceDetection } from './pack';
import { objectName } from './subjects';
import { Manifest } from '../../objects/manifest';
import type { TerraformResource } from '../../terraform/resource';

/** What watches, read from the objects that make it: policies of Tetragon, alerts of Prometheus, alerts on the audit log. */
export function detectionsOf(
  manifests: readonly Manifest[],
  resources: readonly TerraformResource[],
): EvidenceDetection[] {
  return [
    ...manifests.flatMap((manifest) => {
      switch (manifest.kind) {
        case 'TracingPolicyNamespaced':
          return [{ object: objectName(manifest), rules: messagesOf(manifest), judges: ['tetragon-crd'] }];
        case 'PrometheusRule':
          return [{ object: objectName(manifest), rules: alertsOf(manifest), judges: ['promtool'] }];
        default:
          return [];
      }
    }),
    ...resources
      .filter(({ type }) => type === 'alicloud_sls_alert')
      .map(({ type, name, arguments: { alert_name: alert } }) => ({
        object: `${type}.${name}`,
        rules: [String(alert ?? name)],
        judges: ['audit-log'],
      })),
  ];
}

function messagesOf({ spec }: Manifest): string[] {
  const { kprobes = [] } = spec as { kprobes?: { message?: string }[] };
  return [...new Set(kprobes.flatMap(({ message }) => message ?? []))];
}

function alertsOf({ spec }: Manifest): string[] {
  const { groups = [] } = spec as { groups?: { rules?: { alert?: string }[] }[] };
  return groups.flatMap(({ rules = [] }) => rules.flatMap(({ alert }) => alert ?? []));
}
