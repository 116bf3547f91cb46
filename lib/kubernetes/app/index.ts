export * from './secure-app';
