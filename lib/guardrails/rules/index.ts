import { ADMISSION_RULES } from './admission';
import { API_RULES } from './api';
import { AUDIT_RULES } from './audit';
import { AVAILABILITY_RULES } from './availability';
import { CLUSTER_RULES } from './cluster';
import { DETECTION_RULES } from './detection';
import { ENGINE_RULES } from './engine';
import { GPU_RULES } from './gpu';
import { IDENTITY_RULES } from './identity';
import { IMAGE_RULES } from './image';
import { MESH_RULES } from './mesh';
import { mlpsOf } from './mlps';
import { MODEL_RULES } from './model';
import { NETWORK_RULES } from './network';
import { NODE_RULES } from './node';
import { POD_RULES } from './pod';
import { REGISTRY_RULES } from './registry';
import { Rule } from './rule';

/** Numbers of MLPS come from one table, since they follow from what a rule is about. */
function withMlps(rule: Rule): Rule {
  const mlps = mlpsOf(rule.id);
  return mlps.length === 0 ? rule : { ...rule, frameworks: { ...rule.frameworks, mlps } };
}

/** Every rule, by area and number. */
export const RULES: readonly Rule[] = [
  ...IMAGE_RULES,
  ...MODEL_RULES,
  ...POD_RULES,
  ...IDENTITY_RULES,
  ...NETWORK_RULES,
  ...MESH_RULES,
  ...API_RULES,
  ...ENGINE_RULES,
  ...GPU_RULES,
  ...AVAILABILITY_RULES,
  ...ADMISSION_RULES,
  ...CLUSTER_RULES,
  ...NODE_RULES,
  ...REGISTRY_RULES,
  ...AUDIT_RULES,
  ...DETECTION_RULES,
].map(withMlps);
