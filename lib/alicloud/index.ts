export * from './ack-cluster';
export * from './ack-cluster-props';
export * from './ack-policy';
export * from './ack-policy-options';
export * from './alicloud-provider';
export * from './encryption-key';
export * from './maintenance-window';
export * from './network-perimeter';
