import { clientModes, fullName } from '../../../effective/mesh/destination-rules';
import { MeshModel } from '../../../effective/mesh/model';
import { namespaceOf } from '../../../effective/mesh/selection';
import { EffectivePod } from '../../../effective/pods';
import { Manifest } from '../../../objects/manifest';
import { groupKindOf } from '../../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../../objects/unknown-fields';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

const IN_CLUSTER = /\.svc(\.|$)|\.local$|^[^.]*(\.[^.]*)?$/;

export const clientTlsMisfit: ModelRule = {
  id: 'SAI-MSH-042',
  name: 'client-tls-does-not-fit',
  title: 'DestinationRule whose TLS does not fit the server',
  rationale:
    'Clear text into a port that takes mutual TLS only fails, a certificate of others has no identity that policies know, and that of the mesh tells a foreign server who calls.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'DestinationRules with the Services and pods that they are about, and the TLS mode of their ports',
    inCluster: 'it is about several objects together; SAI-MSH-007 judges each DestinationRule alone',
  },
  judge: ({ objects, pods, mesh }) => {
    const rules = objects.filter((object) => groupKindOf(object) === 'networking.istio.io/DestinationRule');
    const internal = rules.length > 0 ? new Set(objects.flatMap(hostsInMesh)) : new Set<string>();
    return rules.map((rule) => {
      const host = fullName(String(fieldsIn(rule.spec).host ?? ''), namespaceOf(rule));
      const isOutside = !IN_CLUSTER.test(host) && !internal.has(host);
      return {
        subject: rule,
        path: '',
        flaw: isOutside ? flawOutside(rule, host) : flawInside(rule, host, pods, mesh),
      };
    });
  },
  message: 'clients cannot reach the server by this TLS, or present their identity where it does not belong',
  fix: 'use ISTIO_MUTUAL, or no TLS settings, for Services of the mesh, and SIMPLE with the name of the host for others',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

function hostsInMesh(object: Manifest): string[] {
  const { hosts, location } = fieldsIn(object.spec);
  return groupKindOf(object) === 'networking.istio.io/ServiceEntry' && location === 'MESH_INTERNAL'
    ? listIn(hosts).map(String)
    : [];
}

function flawOutside({ spec }: Manifest, host: string): string | undefined {
  const written = settingsIn(fieldsIn(spec));
  if (written.some(({ mode }) => mode === 'ISTIO_MUTUAL')) {
    return `${host} is not of the mesh, and is shown its identity`;
  }
  const names = written.flatMap(({ sni, subjectAltNames }) => [...listIn(subjectAltNames), sni ?? host].map(String));
  const [other] = names.filter((name) => !isNameOf(name, host));
  return other === undefined ? undefined : `${other} is taken for ${host}`;
}

/** Under a name with a wildcard on either side, or under its parent. */
function isNameOf(name: string, host: string): boolean {
  const bare = (text: string) => text.replace(/^\*\./, '');
  return bare(host).endsWith(bare(name)) || bare(name).endsWith(bare(host));
}

function settingsIn({ trafficPolicy, subsets }: Fields): Fields[] {
  const policies = [trafficPolicy, ...listIn(subsets).map((subset) => fieldsIn(subset).trafficPolicy)].map(fieldsIn);
  return policies
    .flatMap((policy) => [policy, ...listIn(policy.portLevelSettings).map(fieldsIn)])
    .filter(({ tls }) => tls !== undefined)
    .map(({ tls }) => fieldsIn(tls));
}

function flawInside(rule: Manifest, host: string, pods: readonly EffectivePod[], mesh: MeshModel): string | undefined {
  const subsets = listIn(fieldsIn(rule.spec).subsets).map((subset) => String(fieldsIn(subset).name));
  for (const { port, targetsIn } of mesh.servicePorts.filter((each) => each.host === host)) {
    const modes = [undefined, ...subsets].flatMap((subset) => [...clientModes([rule], port, subset)]);
    for (const pod of pods) {
      for (const target of targetsIn(pod)) {
        const why = modes.map((mode) => misfit(mode, pod, target, mesh)).find((each) => each !== undefined);
        if (why !== undefined) {
          return `${why} at port ${target}`;
        }
      }
    }
  }
  return undefined;
}

function misfit(mode: string, pod: EffectivePod, port: number, mesh: MeshModel): string | undefined {
  const server = mesh.of(pod);
  const modes = [...server.tlsModes(port)];
  if (mode === 'AUTO') {
    return undefined;
  }
  if (!server.isInTheWay(port)) {
    return mode === 'ISTIO_MUTUAL' ? 'mutual TLS of the mesh meets no proxy' : undefined;
  }
  if (mode === 'ISTIO_MUTUAL') {
    return modes.every((each) => each === 'DISABLE')
      ? 'mutual TLS meets a proxy that takes clear text only'
      : undefined;
  }
  const isRefused = modes.every((each) => each === 'STRICT');
  return mode === 'MUTUAL'
    ? 'a certificate that is not of the mesh has no identity'
    : isRefused
      ? `${mode === 'DISABLE' ? 'clear text' : 'TLS without a certificate'} meets a proxy that takes mutual TLS only`
      : undefined;
}
