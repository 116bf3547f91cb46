import { READING_ROLES } from './built-in';
import { isHarmless } from './harmless';
import { Account, isBound } from './subjects';
import { Labels, selects } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { wantsAccelerator } from '../../objects/wants-accelerator';
import { EffectivePod } from '../pods';

const GROUP = 'rbac.authorization.k8s.io';

/** A rule of a role, and the role in which it is written. */
export interface Right {
  readonly rule: Fields;
  readonly role: Manifest;
}

/** What service accounts may do, by all bindings and roles together. */
export class RightsModel {
  public readonly bindings: readonly Manifest[];
  private readonly roles = new Map<string, Manifest>();
  private readonly clusterRoles: readonly Manifest[];

  public constructor(
    objects: readonly Manifest[],
    private readonly pods: readonly EffectivePod[],
  ) {
    const of = (kind: string) => objects.filter((object) => groupKindOf(object) === `${GROUP}/${kind}`);
    this.bindings = [...of('RoleBinding'), ...of('ClusterRoleBinding')];
    this.clusterRoles = of('ClusterRole');
    for (const role of [...of('Role'), ...this.clusterRoles]) {
      this.roles.set(keyOf(role.kind, role.metadata?.namespace, role.metadata?.name), role);
    }
  }

  /** Service accounts of pods in namespaces that serve: in which some pod has an accelerator. */
  public get serving(): readonly Account[] {
    const namespaces = new Set(
      this.pods.filter(({ running }) => wantsAccelerator(running)).map(({ namespace }) => namespace),
    );
    const own = this.pods.filter(({ namespace }) => namespaces.has(namespace));
    const keys = new Set(own.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`));
    return [...keys].map((key) => ({ namespace: key.split('/')[0], name: key.split('/')[1] }));
  }

  public isBoundTo(binding: Manifest, accounts: readonly Account[]): boolean {
    return accounts.some((account) => isBound(binding, account));
  }

  /**
   * Rights that a binding gives, those of aggregated roles among them; undefined where its role is not among the objects.
   */
  public rightsBy(binding: Manifest): readonly Right[] | undefined {
    const { kind, name } = fieldsIn(binding.roleRef);
    const role = this.roles.get(keyOf(String(kind), binding.metadata?.namespace, String(name)));
    return role && this.rightsOf(role);
  }

  /** The controller of aggregated roles fills in the rules of those that a selector finds, aggregated ones too. */
  private rightsOf(role: Manifest, seen: ReadonlySet<Manifest> = new Set()): Right[] {
    const known = new Set([...seen, role]);
    const selectors = listIn(fieldsIn(role.aggregationRule).clusterRoleSelectors).map(fieldsIn);
    const aggregated = this.clusterRoles.filter(
      (each) => !known.has(each) && selectors.some((selector) => selects(selector, labelsOf(each))),
    );
    return [
      ...listIn(role.rules).map((rule) => ({ role, rule: fieldsIn(rule) })),
      ...aggregated.flatMap((each) => this.rightsOf(each, known)),
    ];
  }
}

/** What a role that is not among the objects is known to do, for a reader. */
export function knownRights(binding: Manifest): string | undefined {
  return READING_ROLES[String(fieldsIn(binding.roleRef).name)];
}

/** Rights beyond what whoever serves may do. */
export function beyondHarmless(rights: readonly Right[]): readonly Right[] {
  return rights.filter(({ rule, role }) => !isHarmless(rule, role));
}

function labelsOf({ metadata }: Manifest): Labels {
  return fieldsIn(fieldsIn(metadata).labels) as Labels;
}

function keyOf(kind: string, namespace = '', name = ''): string {
  return kind === 'ClusterRole' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
