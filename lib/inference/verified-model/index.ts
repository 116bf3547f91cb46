export * from './props';
export * from './verified-model';
export * from './verified-models-only';
