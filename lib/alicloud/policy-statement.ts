/** What a role may do. */
export interface PolicyStatement {
  /** Actions such as `oss:GetObject`; a star may stand for the rest of a verb, as in `oss:Get*`. */
  readonly actions: string[];

  /** ARNs of what it may do them with, for example `acs:oss:*:*:acme-models/qwen3-8b/*`. */
  readonly resources: string[];
}
