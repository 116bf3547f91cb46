import * as fc from 'fast-check';
import { Direction } from '../../../lib/effective/network/policy';
import { Connection, isAllowed, isOf } from '../../../lib/effective/network/verdict';
import { EffectivePod } from '../../../lib/effective/pods';
import { connectionsIn, modelsIn, situations } from '../../judges/network/situations';
import { fuzzing } from '../../support/fuzzing';

test('whatever policies let through is an opening of both ends', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const { network } = modelsIn(situation);
      const isOpen = (end: EffectivePod | undefined, connection: Connection, direction: Direction) =>
        end === undefined ||
        network.openings(end, direction).some(({ peer, ports }) => isOf(peer, ports, connection, direction));
      return connectionsIn(situation)
        .filter((connection) => isAllowed(network.policies, connection))
        .every(
          (connection) =>
            isOpen(connection.source.pod as EffectivePod | undefined, connection, 'Egress') &&
            isOpen(connection.target.pod as EffectivePod | undefined, connection, 'Ingress'),
        );
    }),
    fuzzing(1000),
  );
});
