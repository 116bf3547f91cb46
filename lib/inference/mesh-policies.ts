import { AbuseBudget } from './abuse-budget';
import { CallerTokens } from './caller-tokens';
import { EmittedObject } from './contribution';
import { externalHosts } from '../kubernetes/external-hosts';
import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';

/** What mesh policies are made from. */
export interface MeshContext {
  readonly name: string;
  readonly selector: Record<string, string>;
  /** Ports on which callers send requests. */
  readonly ports: readonly number[];
  readonly mesh: Mesh;
  readonly budget: AbuseBudget;
  /** Rules of the AuthorizationPolicy; callers may still be added. */
  readonly authorization: object[];
  readonly tokens?: CallerTokens;
  /** Hosts outside the cluster that pods may reach over TLS. */
  readonly hosts: readonly string[];
  /** What the Sidecar knows; destinations may still be added. */
  readonly sidecarHosts: readonly string[];
}

const BY_KIND: Record<MeshKind, (context: MeshContext) => EmittedObject[]> = {
  [MeshKind.SIDECAR]: sidecarPolicies,
  [MeshKind.AMBIENT]: ambientPolicies,
  [MeshKind.NONE]: () => [],
};

/** Mesh objects of a service. */
export function meshPolicies(context: MeshContext): EmittedObject[] {
  return BY_KIND[context.mesh.kind](context);
}

function sidecarPolicies(context: MeshContext): EmittedObject[] {
  const { authorization, hosts } = context;
  const target = { selector: { matchLabels: context.selector } };
  return [
    strictMtls(context),
    security(context, 'AuthorizationPolicy', { ...target, action: 'ALLOW', rules: authorization }),
    ...requestAuthentication(context, target),
    networking(context, 'Sidecar', {
      workloadSelector: { labels: context.selector },
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      // Without this every sidecar holds the configuration of the whole mesh, and may call all of it.
      egress: [{ hosts: context.sidecarHosts }],
    }),
    context.budget._sidecarLimits(context.name, context.selector, context.ports),
    ...(hosts.length > 0 ? [networking(context, 'ServiceEntry', externalHosts(hosts))] : []),
  ];
}

function ambientPolicies(context: MeshContext): EmittedObject[] {
  const { mesh, name, authorization } = context;
  const waypoint = mesh._waypoint!;
  const target = { targetRefs: [{ group: '', kind: 'Service', name }] };
  return [
    strictMtls(context),
    security(context, 'AuthorizationPolicy', { ...target, action: 'ALLOW', rules: authorization }),
    ...requestAuthentication(context, target),
    // The node's proxy sees identities only: whoever came past the waypoint would meet no rule on paths.
    security(
      context,
      'AuthorizationPolicy',
      {
        selector: { matchLabels: context.selector },
        action: 'DENY',
        rules: [{ from: [{ source: { notPrincipals: [mesh.principal(waypoint.namespace, waypoint.name)] } }] }],
      },
      `${name}-through-waypoint`,
    ),
  ];
}

function strictMtls(context: MeshContext): EmittedObject {
  return security(context, 'PeerAuthentication', {
    selector: { matchLabels: context.selector },
    mtls: { mode: 'STRICT' },
  });
}

function requestAuthentication(context: MeshContext, target: object): EmittedObject[] {
  const { tokens } = context;
  return tokens ? [security(context, 'RequestAuthentication', { ...target, jwtRules: tokens._jwtRules() })] : [];
}

function security({ name }: MeshContext, kind: string, spec: object, as = name): EmittedObject {
  return { apiVersion: 'security.istio.io/v1', kind, name: as, body: { spec } };
}

function networking({ name }: MeshContext, kind: string, spec: object): EmittedObject {
  return { apiVersion: 'networking.istio.io/v1', kind, name, body: { spec } };
}
