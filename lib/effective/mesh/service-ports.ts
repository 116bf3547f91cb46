import { selects } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { groupKindOf, nameOf } from '../../objects/pods';
import { fieldsIn, listIn } from '../../objects/unknown-fields';
import { EffectivePod } from '../pods';

/** A port by which clients call pods. */
export interface ServicePort {
  /** Full name of its Service. */
  readonly host: string;
  /** Namespace of its Service. */
  readonly home: string;
  readonly port: number;
  /** Ports of a pod to which it leads; none where the Service does not select the pod. */
  readonly targetsIn: (pod: EffectivePod) => readonly number[];
}

/** Ports of Services that select pods. */
export function servicePortsOf(objects: readonly Manifest[]): ServicePort[] {
  return objects.filter((object) => groupKindOf(object) === '/Service').flatMap(portsOf);
}

function portsOf(service: Manifest): ServicePort[] {
  const { selector, ports } = fieldsIn(service.spec);
  const home = service.metadata?.namespace ?? 'default';
  const matchLabels = fieldsIn(selector);
  const selectsIt = (pod: EffectivePod) => pod.namespace === home && selects({ matchLabels }, pod.labels);
  return Object.keys(matchLabels).length === 0
    ? []
    : listIn(ports)
        .map(fieldsIn)
        .map(({ port, targetPort = port }) => ({
          host: `${nameOf(service)}.${home}.svc.cluster.local`,
          home,
          port: Number(port),
          targetsIn: (pod) => (selectsIt(pod) ? numbersOf(targetPort, pod) : []),
        }));
}

function numbersOf(targetPort: unknown, { namedPorts }: EffectivePod): readonly number[] {
  return typeof targetPort === 'number' ? [targetPort] : (namedPorts.get(`${String(targetPort)}/TCP`) ?? []);
}
