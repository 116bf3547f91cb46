import { AdmissionAction } from '../guardrails/admission/admission-action';
import { AdmissionOptions } from '../guardrails/admission/admission-options';
import { Severity } from '../guardrails/rules/severity';
import { advisoriesOf } from '../scan/advisories';
import { UsageError } from '../scan/request';

/** Options as the command line gives them. */
export interface PoliciesFlags {
  readonly action: AdmissionAction;
  readonly actionOf: readonly string[];
  readonly failOn: Severity;
  readonly rules?: string[];
  readonly exclude: string[];
  readonly namespaceLabels?: readonly string[];
  readonly allNamespaces: boolean;
  readonly clusterScoped: boolean;
  readonly kinds?: string[];
  readonly registries: string[];
  readonly advisories: string[];
  readonly podRanges: string[];
  readonly parameterNamespace: string;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL =
  /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?=([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

/**
 * What policies are asked for.
 *
 * @throws UsageError that names every flag that cannot be read
 */
export function admissionOptions({
  actionOf,
  namespaceLabels,
  allNamespaces,
  ...flags
}: PoliciesFlags): AdmissionOptions {
  const wrong = [
    ...actionOf
      .filter((text) => !Object.values<string>(AdmissionAction).includes(text.slice(text.indexOf('=') + 1)))
      .map((text) => `--action-of ${text}: write ID=action with one of ${Object.values(AdmissionAction).join(', ')}`),
    ...(namespaceLabels ?? [])
      .filter((text) => !LABEL.test(text))
      .map((text) => `--namespace-labels ${text}: write key=value, as a label of a namespace is`),
  ];
  if (wrong.length > 0) {
    throw new UsageError(wrong.join('\n'));
  }
  advisoriesOf(flags.advisories);
  return {
    ...flags,
    actions: pairs(actionOf) as Record<string, AdmissionAction>,
    namespaceLabels: allNamespaces ? {} : namespaceLabels && pairs(namespaceLabels),
  };
}

function pairs(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text) => text.split('=') as [string, string]));
}
