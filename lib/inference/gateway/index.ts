export * from './inference-gateway';
export * from './props';
