import { Construct } from 'constructs';
import { compactDocument } from './json-document';
import { NameRule } from './known';
import { Problem, Problems } from '../../private/problems';
import { PolicyStatement } from '../policy-statement';
import { checkSize, checkStatements, policyDocument } from './policy-document';
import { RamPolicy } from '../provider/ram-policy';
import { RamRole } from '../provider/ram-role';
import { RamRolePolicyAttachment } from '../provider/ram-role-policy-attachment';

export const ROLE_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/;

export const ROLE_NAME_RULE: NameRule = {
  allowed: 'up to 64 letters, digits, dots and dashes',
  fix: 'give a shorter name without other characters',
};

/** Who may take a role, and when. */
export interface TrustStatement {
  readonly Principal: object;
  readonly Condition?: object;
}

/** What a role is. */
export interface RoleOptions {
  readonly name: string;
  readonly description: string;
  readonly trust: TrustStatement[];
  /** Longest session; 3600 where nothing else is asked for. */
  readonly maxSessionSeconds?: number;
}

export function ramRole(scope: Construct, id: string, options: RoleOptions): RamRole {
  return new RamRole(scope, id, {
    roleName: options.name,
    description: options.description,
    maxSessionDuration: options.maxSessionSeconds ?? 3600,
    assumeRolePolicyDocument: compactDocument({
      Version: '1',
      // The action is always this one, also for OIDC: AssumeRoleWithOIDC is the name of the API only.
      Statement: options.trust.map((statement) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement })),
    }),
  });
}

/** The policy of one role, attached to it. It grows with each statement. */
export class RolePolicy {
  private readonly statements: PolicyStatement[] = [];
  private resource?: RamPolicy;

  public constructor(
    private readonly scope: Construct,
    private readonly id: string,
    private readonly role: RamRole,
    private readonly name: string,
  ) {}

  public allow(statements: PolicyStatement[], found: Problem[] = []): void {
    const problems = new Problems(this.scope.node.path);
    problems.add(...found, ...checkStatements(statements), ...checkSize([...this.statements, ...statements]));
    problems.throwIfAny();
    this.statements.push(...statements);
    this.resource ??= this.attached();
    this.resource.policyDocument = policyDocument(this.statements);
  }

  private attached(): RamPolicy {
    const policy = new RamPolicy(this.scope, this.id, {
      policyName: this.name,
      description: `What the role ${this.name} may do`,
      // Otherwise the sixth change fails: RAM keeps five versions.
      rotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded',
    });
    new RamRolePolicyAttachment(this.scope, `${this.id}Attachment`, {
      policyName: policy.policyName,
      policyType: 'Custom',
      roleName: this.role.roleName,
    });
    return policy;
  }
}
