import { resolve } from 'node:path';

/** What is compiled, written and measured; git-ignored. */
export const FOLDER = resolve('.bench');
