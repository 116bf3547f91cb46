import { CONFLICTS } from './conflicts';
import { Situation } from './situation';
import { Problem } from '../../private/problems';

/** Every conflict of a situation, one sentence each. */
export function checkCompatibility(situation: Situation): Problem[] {
  return CONFLICTS.filter(({ applies }) => applies(situation)).map(({ what, got, allowed, fix }) => ({
    what,
    got: got(situation),
    allowed,
    fix,
  }));
}
