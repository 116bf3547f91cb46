export * from './images-lock';
