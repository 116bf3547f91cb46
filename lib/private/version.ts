/** Set by esbuild, from package.json. */
declare const PACKAGE_VERSION: string;

export const NAME = 'ack-secure-inference';
export const VERSION: string = PACKAGE_VERSION;
