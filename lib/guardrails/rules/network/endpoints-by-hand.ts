import { isInternet } from '../../../effective/network/breadth';
import { rangeOfAddress } from '../../../effective/network/ranges';
import { Manifest } from '../../../objects/manifest';
import { groupKindOf } from '../../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../../objects/unknown-fields';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const endpointsByHand: ModelRule = {
  id: 'SAI-NET-040',
  name: 'endpoints-written-by-hand',
  title: 'Addresses of a Service written by hand',
  rationale:
    'Requests to a Service go to every address of its EndpointSlices, also to those that its selector never selected; policies that name pods do not hold there.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'addresses of Endpoints and EndpointSlices, and whether they are said to be those of a pod',
    inCluster:
      'controllers of Kubernetes and of operators write the same objects; SAI-NET-019 refuses addresses of the metadata service, and SAI-IDN-031 roles that write them',
  },
  judge: ({ objects }) =>
    objects
      .filter((object) => KINDS.includes(groupKindOf(object)) && !isOfApiServer(object))
      .map((subject) => ({ subject, path: '', flaw: flawOf(subject, subject.metadata?.namespace ?? 'default') })),
  message: 'addresses of a Service are written by hand, so that its requests go elsewhere than to pods that it selects',
  fix: 'give the Service a selector and remove the addresses; describe a server outside of the cluster as a ServiceEntry',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

const KINDS = ['/Endpoints', 'discovery.k8s.io/EndpointSlice'];

/** The API server writes its own addresses into the Service `kubernetes`. */
function isOfApiServer({ metadata }: Manifest): boolean {
  return metadata?.name === 'kubernetes' && (metadata.namespace ?? 'default') === 'default';
}

function flawOf(object: Manifest, home: string): string | undefined {
  const flaws = endpointsIn(object).flatMap(({ address, targetRef }) => {
    const range = rangeOfAddress(address);
    if (range === undefined) {
      return [`${address} is a name`];
    }
    const { kind, namespace = home } = fieldsIn(targetRef);
    const isOfPod = kind === 'Pod' && namespace === home;
    return isInternet(range)
      ? [`${address} is on the Internet`]
      : isOfPod
        ? []
        : [`${address} is not that of a pod of the namespace`];
  });
  return flaws.length > 0 ? flaws.slice(0, 3).join(', ') : undefined;
}

interface Endpoint {
  readonly address: string;
  readonly targetRef: unknown;
}

function endpointsIn(object: Manifest): Endpoint[] {
  const slices = listIn(object.endpoints)
    .map(fieldsIn)
    .flatMap(({ addresses, targetRef }) =>
      listIn(addresses).map((address) => ({ address: String(address), targetRef })),
    );
  const subsets = listIn(object.subsets).map(fieldsIn).flatMap(addressesOf);
  return [...slices, ...subsets];
}

function addressesOf({ addresses, notReadyAddresses }: Fields): Endpoint[] {
  return [...listIn(addresses), ...listIn(notReadyAddresses)]
    .map(fieldsIn)
    .map(({ ip, targetRef }) => ({ address: String(ip), targetRef }));
}
