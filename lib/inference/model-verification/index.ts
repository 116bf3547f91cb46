export { ModelVerification } from './model-verification';
export * from './options';
