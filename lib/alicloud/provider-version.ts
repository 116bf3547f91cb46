/** Versions of the Terraform provider aliyun/alicloud that stacks accept. The bindings are made from the first of them. */
export const ALICLOUD_PROVIDER_VERSION = '~> 1.286';

/** Versions that send `control_plane_endpoints_config` of a cluster. Source: code of the provider. */
export const ENDPOINTS_PROVIDER_VERSION = '~> 1.287';
