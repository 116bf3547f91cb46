import { Construct } from 'constructs';
import { NameRule } from './known';
import { PolicyStatement, policyDocument } from '../policy-statement';
import { RamPolicy } from '../provider/ram-policy';
import { RamRole } from '../provider/ram-role';
import { RamRolePolicyAttachment } from '../provider/ram-role-policy-attachment';

export const ROLE_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/;

export const ROLE_NAME_RULE: NameRule = {
  allowed: 'up to 64 letters, digits, dots and dashes',
  fix: 'give a shorter name without other characters',
};

/** What a role is. */
export interface RoleOptions {
  readonly name: string;
  readonly description: string;
  /** Trust policy: statements without their action, which is always `sts:AssumeRole`. */
  readonly trust: { readonly Principal: object; readonly Condition?: object }[];
  readonly maxSessionSeconds?: number;
}

export function ramRole(scope: Construct, id: string, options: RoleOptions): RamRole {
  return new RamRole(scope, id, {
    roleName: options.name,
    description: options.description,
    maxSessionDuration: options.maxSessionSeconds ?? 3600,
    assumeRolePolicyDocument: JSON.stringify({
      Version: '1',
      Statement: options.trust.map((statement) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement })),
    }),
  });
}

/** A policy of one role, attached to it. */
export function rolePolicy(
  scope: Construct,
  id: string,
  role: RamRole,
  statements: readonly PolicyStatement[],
): RamPolicy {
  const policy = new RamPolicy(scope, id, {
    policyName: role.roleNameInput,
    description: `What ${role.roleNameInput} may do`,
    policyDocument: policyDocument(statements),
    // Otherwise the sixth change fails: RAM keeps five versions.
    rotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded',
  });
  new RamRolePolicyAttachment(scope, `${id}Attachment`, {
    policyName: policy.policyName,
    policyType: 'Custom',
    roleName: role.roleName,
  });
  return policy;
}
