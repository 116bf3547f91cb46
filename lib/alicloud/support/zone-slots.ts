import { Token } from 'cdktf';

/** Ranges of pods that a VPC has; the eighth is for nodes. */
export const SLOTS = 7;

/**
 * Which range of a VPC each zone has, so that the vSwitches of a zone stay when another one comes or goes: the letter of the
 * zone says, and where two letters say the same, the later one has the next that is free. Zones that only Terraform knows
 * are counted.
 */
export function zoneSlots(zones: readonly string[]): Map<string, number> {
  if (zones.some((zone) => Token.isUnresolved(zone))) {
    return new Map(zones.map((zone, index) => [zone, index]));
  }
  const taken = new Set<number>();
  return new Map(
    [...zones].sort().map((zone) => {
      let slot = (zone.charCodeAt(zone.length - 1) - 'a'.charCodeAt(0)) % SLOTS;
      while (taken.has(slot) && taken.size < SLOTS) {
        slot = (slot + 1) % SLOTS;
      }
      taken.add(slot);
      return [zone, slot];
    }),
  );
}
