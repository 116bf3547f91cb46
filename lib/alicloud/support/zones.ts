import { Token } from 'cdktf';
import { checkKnown } from './known';
import { Problem } from '../../private/problems';

/** Problems of zones, and of their number. */
export function checkZones(zones: string[], region: string, [least, most]: [number, number]): Problem[] {
  const count =
    zones.length >= least && zones.length <= most && new Set(zones).size === zones.length
      ? []
      : [
          {
            what: 'unsupported number of zones',
            got: zones,
            allowed: least === most ? `${least} different zones` : `${least} to ${most} different zones`,
            fix: 'name different zones of the region; node pools need zones that offer their instance types',
          },
        ];
  const foreign = zones.flatMap((zone) =>
    checkKnown(zone, (got) =>
      Token.isUnresolved(region) || (got.startsWith(region) && /^-?[a-z]$/.test(got.slice(region.length)))
        ? []
        : [
            {
              what: 'zone is not in the region of the stack',
              got,
              allowed: `zones of ${region}`,
              fix: `give a zone such as ${region}${/\d$/.test(region) ? 'a' : '-h'}, or change the region of the provider`,
            },
          ],
    ),
  );
  return [...count, ...foreign];
}
