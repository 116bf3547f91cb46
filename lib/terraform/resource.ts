/**
 * A block of a Terraform stack. Data sources, providers and backends have a type with a dot in front of the name:
 * `data.alicloud_ram_policy_document`, `provider.alicloud`, `backend.oss`.
 */
export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  /** Where Terraform has it, if not at `<type>.<name>`: in a module, or with a key of `count` or `for_each`. */
  readonly address?: string;
  readonly arguments: Record<string, unknown>;
  /** By argument, addresses of what it refers to, and names of what only Terraform can work out, such as `var.bucket`. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

export function addressOf({ type, name, address }: TerraformResource): string {
  return address ?? `${type}.${name}`;
}

/** Whether Terraform makes and changes it; data sources, providers and backends are read only. */
export function isManaged({ type }: TerraformResource): boolean {
  return !type.includes('.');
}

export type Fields = Record<string, unknown>;

/** The maps in what may be one map or a list of them. */
export function maps(value: unknown): Fields[] {
  return (Array.isArray(value) ? value : [value]).filter(isMap);
}

export function fields(value: unknown): Fields {
  return isMap(value) ? value : {};
}

export function isMap(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value))
  );
}
