export * from './alicloud-provider';
export * from './encryption-key';
export * from './network-perimeter';
