import { CHECKING } from './checking';
import { CHECKS } from './checks';
import { Comparison } from './comparison';
import { HASHING } from './hashing';
import { INNER_LOOP } from './inner-loop';
import { INSPECTING } from './inspecting';
import { LOADING } from './loading';
import { PEER_COMPARISONS } from './peers';
import { SYNTHESIS } from './synthesis';
import { TERRAFORM } from './terraform';

/** Everything that is measured. */
export const COMPARISONS: readonly Comparison[] = [
  ...SYNTHESIS,
  ...LOADING,
  ...CHECKS,
  ...CHECKING,
  ...TERRAFORM,
  ...HASHING,
  ...INSPECTING,
  ...PEER_COMPARISONS,
  ...INNER_LOOP,
];
