/** Versions of the Terraform provider aliyun/alicloud that stacks accept. The bindings are made from the first of them. */
export const ALICLOUD_PROVIDER_VERSION = '~> 1.286';
