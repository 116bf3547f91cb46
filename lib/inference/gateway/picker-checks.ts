import { EndpointPickerProps } from './picker-props';
import { PICKED_ENGINES } from '../../engines/picked-engines';
import { checkImage } from '../../kubernetes/container-image';
import { MeshKind } from '../../kubernetes/mesh-kind';
import { checkName } from '../../kubernetes/names';
import { API_SERVER_PORT } from '../../kubernetes/network';
import { checkPort } from '../../kubernetes/port-number';
import { checkCidrs } from '../../objects/cidr';
import { Problem } from '../../private/problems';

const MOST_REPLICAS = 10;

/** Everything that is wrong with the properties of a picker. */
export function checkPicker(name: string, props: EndpointPickerProps): Problem[] {
  const { service, replicas = 2, apiServerPort = API_SERVER_PORT } = props;
  const { mesh, engine } = service._plan;
  const checks: [boolean, Problem][] = [
    [
      props.apiServerCidrs.length > 0,
      {
        what: 'endpoint picker has no range of the api server',
        got: [],
        allowed: 'at least one address range',
        fix: "name where the API server's private endpoint is: apiServerCidrs: ['10.0.0.0/24']",
      },
    ],
    [
      Number.isInteger(replicas) && replicas >= 2 && replicas <= MOST_REPLICAS,
      {
        what: 'replicas of the endpoint picker are out of bounds',
        got: replicas,
        allowed: `a whole number from 2 to ${MOST_REPLICAS}: without an answer of the picker requests are refused`,
        fix: 'leave it out for 2',
      },
    ],
    [
      mesh.kind === MeshKind.SIDECAR,
      {
        what: 'endpoint picker cannot tell who the gateway is, nor read metrics of replicas',
        got: `mesh ${mesh.kind}`,
        allowed: 'Mesh.asm() or Mesh.istio()',
        fix: 'give the service a mesh with sidecars',
      },
    ],
    [
      PICKED_ENGINES.includes(engine.profile.name),
      {
        what: 'endpoint picker knows no metrics of the engine',
        got: engine.profile.name,
        allowed: PICKED_ENGINES.join(', '),
        fix: 'route to the service without a picker',
      },
    ],
  ];
  return [
    ...checkName('name', name),
    ...checkImage('image of the endpoint picker', props.image),
    ...checkCidrs('range of the api server', props.apiServerCidrs),
    ...checkPort('the api server', apiServerPort),
    ...checks.filter(([holds]) => !holds).map(([, problem]) => problem),
  ];
}
