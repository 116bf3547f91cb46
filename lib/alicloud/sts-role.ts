import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { CloudRoleAttributes, ICloudRole } from './cloud-role';
import { IModelStore } from './model-store';
import { PolicyStatement } from './policy-statement';
import { ServiceMeshUserPermission } from './provider/service-mesh-user-permission';
import { ISecureRegistry } from './secure-registry';
import { IServiceMesh, MeshAccess } from './service-mesh';
import { StsPrincipal } from './sts-principal';
import { checkBounds, checkKnown, checkPattern } from './support/known';
import { checkPrefix, readStatements, writeStatements } from './support/model-grants';
import { ramRole, ROLE_NAME, ROLE_NAME_RULE, RolePolicy } from './support/ram';
import { checkRepository } from './support/repository';
import { nameFromId } from '../kubernetes/names';
import { Problem, Problems } from '../private/problems';

/** Properties of `StsRole`. */
export interface StsRoleProps {
  /** Who may take the role. */
  readonly trusted: StsPrincipal[];

  /** What the role is for, in a few words. */
  readonly description: string;

  /**
   * Name of the role.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly roleName?: string;

  /**
   * Longest session in seconds, 3600 to 43200.
   *
   * @default 3600
   */
  readonly maxSessionSeconds?: number;
}

/** A role that people and CI take for a while, instead of keys: people with a second factor, CI with a signed token. */
export class StsRole extends Construct implements ICloudRole {
  /**
   * A role that exists already.
   *
   * @param attributes name and ARN
   */
  public static fromCloudRoleAttributes(attributes: CloudRoleAttributes): ICloudRole {
    return { ...attributes };
  }

  public readonly roleName: string;
  public readonly roleArn: string;

  /** The role itself. */
  public readonly resource: TerraformResource;

  private readonly roleId: string;
  private readonly policy: RolePolicy;

  /**
   * Defines the role.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props who takes it, and what for
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: StsRoleProps) {
    super(scope, id);
    const { trusted, description, maxSessionSeconds } = props;
    this.roleName = props.roleName ?? nameFromId(id);
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('name of the role', this.roleName, ROLE_NAME, ROLE_NAME_RULE),
      ...checkPattern('description', description, /^[\s\S]{1,1024}$/, {
        allowed: '1 to 1,024 characters',
        fix: 'say what the role is for',
      }),
      ...checkBounds('longest session in seconds', maxSessionSeconds, [3600, 43200], 'leave it out for an hour'),
      ...(trusted.length > 0 ? [] : [nobody()]),
      ...trusted.flatMap(({ _problems }) => _problems),
    );
    problems.throwIfAny();
    const role = ramRole(this, 'Resource', {
      name: this.roleName,
      description,
      maxSessionSeconds,
      trust: trusted.map(({ _trust }) => _trust),
    });
    this.roleArn = role.arn;
    this.roleId = role.roleId;
    this.resource = role;
    this.policy = new RolePolicy(this, 'Policy', role, this.roleName);
  }

  /**
   * Allows what is named.
   *
   * @param statement actions and resources
   * @throws InputError when a statement stands for everything of a service
   */
  public allow(statement: PolicyStatement): void {
    this.policy.allow([statement]);
  }

  /**
   * Allows to read models.
   *
   * @param store bucket
   * @param prefix directory in the bucket; all of it where it is left out
   */
  public grantRead(store: IModelStore, prefix: string = ''): void {
    this.policy.allow(readStatements(store, prefix), checkPrefix(prefix));
  }

  /**
   * Allows to publish models. What is published cannot be overwritten, and this does not allow to delete it.
   *
   * @param store bucket
   * @param prefix directory in the bucket; all of it where it is left out
   */
  public grantPublish(store: IModelStore, prefix: string = ''): void {
    this.policy.allow(writeStatements(store, prefix), checkPrefix(prefix));
  }

  /**
   * Allows to push images to a repository and to pull them. Tags that are there stay where they point.
   *
   * @param registry registry
   * @param repository one of its repositories, for example `ai/vllm-openai`
   */
  public grantPush(registry: ISecureRegistry, repository: string): void {
    const { region, instanceId } = registry;
    this.policy.allow(
      [
        // Of one registry: a token says nothing about repositories.
        { actions: ['cr:GetAuthorizationToken'], resources: [`acs:cr:${region}:*:instance/${instanceId}`] },
        {
          actions: ['cr:PushRepository', 'cr:PullRepository'],
          resources: [`acs:cr:${region}:*:repository/${instanceId}/${repository}`],
        },
      ],
      checkKnown(repository, checkRepository),
    );
  }

  /**
   * Allows to look at a mesh, or to work on it. A role has rights on one mesh.
   *
   * @param mesh mesh
   * @param access what may be done
   * @throws InputError when the role has rights on a mesh already
   */
  public grantMesh(mesh: IServiceMesh, access: MeshAccess): void {
    const problems = new Problems(this.node.path);
    problems.add(...(this.node.tryFindChild('Mesh') ? [secondMesh(access)] : []));
    problems.throwIfAny();
    new ServiceMeshUserPermission(this, 'Mesh', {
      subAccountUserId: this.roleId,
      permissions: [
        // The documentation of the two flags is swapped; both are true of a RAM role.
        { serviceMeshId: mesh.meshId, roleName: access, roleType: 'custom', isCustom: true, isRamRole: true },
      ],
    });
  }
}

function secondMesh(got: MeshAccess): Problem {
  return {
    what: 'role has rights on a mesh already',
    got,
    allowed: 'one call of grantMesh',
    fix: 'give the larger right once, or make another role',
  };
}

function nobody(): Problem {
  return {
    what: 'role has no principal',
    got: [],
    allowed: 'at least one principal',
    fix: "name who takes it: StsPrincipal.user('acs:ram::<account>:user/<name>')",
  };
}
