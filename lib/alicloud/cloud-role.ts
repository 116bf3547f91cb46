/** A RAM role. */
export interface ICloudRole {
  /** Name of the role. */
  readonly roleName: string;

  /** ARN of the role. */
  readonly roleArn: string;
}

/** A role that exists already. */
export interface CloudRoleAttributes {
  /** Name of the role. */
  readonly roleName: string;

  /** ARN of the role, `acs:ram::<account>:role/<name>`. */
  readonly roleArn: string;
}
