export * from './endpoint-picker';
export * from './inference-gateway';
export * from './picker-props';
export * from './props';
export * from './rate-limit-props';
export * from './rate-limit-service';
