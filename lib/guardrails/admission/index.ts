export * from './admission-action';
export * from './admission-options';
export * from './admission-policies';
