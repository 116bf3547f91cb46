import { AdmissionAction } from './admission-action';
import { Severity } from '../rules/severity';

/** Options of admission policies. */
export interface AdmissionOptions {
  /**
   * What happens to an object that breaks a rule. Rules that nobody may accept the risk of always deny.
   *
   * @default AdmissionAction.DENY
   */
  readonly action?: AdmissionAction;

  /**
   * What happens instead for single rules, by id, for example while a rule is rolled out.
   *
   * @default - the same for every rule
   */
  readonly actions?: { [ruleId: string]: AdmissionAction };

  /**
   * Rules of this severity and above are enforced, as `Checks` stops the synthesis for them. Ignored with `rules`.
   *
   * @default Severity.MEDIUM
   */
  readonly failOn?: Severity;

  /**
   * Ids of the rules that are enforced.
   *
   * @default - those of the severity of `failOn` and above
   */
  readonly rules?: string[];

  /**
   * Ids of rules that are not enforced.
   *
   * @default - none
   */
  readonly exclude?: string[];

  /**
   * Labels of the namespaces in which the rules hold; without any label, in all. Whoever may change the labels of a
   * namespace can take it out.
   *
   * @default - those of namespaces that `SecureNamespace` makes
   */
  readonly namespaceLabels?: { [name: string]: string };

  /**
   * Whether objects without a namespace are judged too, such as a ClusterRole. They are judged in the whole cluster,
   * whoever made them.
   *
   * @default false
   */
  readonly clusterScoped?: boolean;

  /**
   * Kinds whose pods are judged, as `group/Kind`, for example `kubeflow.org/PyTorchJob`: those that the cluster has, so that
   * policies are shorter. Kinds of Kubernetes itself are always judged.
   *
   * @default - every kind that is known to hold pods
   */
  readonly kinds?: string[];

  /**
   * Image prefixes that are allowed, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai`.
   *
   * @default - any instance of Container Registry Enterprise Edition
   */
  readonly registries?: string[];

  /**
   * Files of advisories that are newer than the library, as `check --advisories` reads them.
   *
   * @default - the advisories that the library knows
   */
  readonly advisories?: string[];

  /**
   * IPv4 ranges of pods, which a NetworkPolicy must not name by address, for example `10.240.0.0/16`.
   *
   * @default - none
   */
  readonly podRanges?: string[];

  /**
   * Namespace of the ConfigMap that holds the registries and ranges. Who may change it, decides what is allowed.
   *
   * @default kube-system
   */
  readonly parameterNamespace?: string;
}
