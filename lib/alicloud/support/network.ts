import { INetworkPerimeter } from '../network-perimeter';
import { checkBounds, checkKnown, checkPattern } from './known';
import { checkPrivateRange } from './subnets';
import { Problem } from '../../private/problems';

/** Problems of a network that may exist already. */
export function checkNetwork({ vpcId, cidr, nodeVswitchIds, podVswitchIds }: INetworkPerimeter): Problem[] {
  return [
    ...checkKnown(cidr, (got) => checkPrivateRange('range of the VPC', got)),
    ...[...nodeVswitchIds, ...podVswitchIds].flatMap((got) =>
      checkPattern('vSwitch', got, /^vsw-/, { allowed: 'an id, vsw-…', fix: 'copy it from the VPC console' }),
    ),
    ...checkPattern('VPC', vpcId, /^vpc-/, { allowed: 'an id, vpc-…', fix: 'copy it from the VPC console' }),
    ...checkBounds('number of vSwitches', nodeVswitchIds.length, [1, 5], 'give one vSwitch a zone'),
    ...(nodeVswitchIds.length === podVswitchIds.length
      ? []
      : [
          {
            what: 'zones of nodes and of pods differ',
            got: `${nodeVswitchIds.length} and ${podVswitchIds.length} vSwitches`,
            allowed: 'a vSwitch of nodes and one of pods in each zone',
            fix: 'add the missing vSwitches, or pods on some nodes get no address',
          },
        ]),
  ];
}
