/** Makes a process ready for test files that share its modules. */
import { register as registerRequire } from 'tsx/cjs/api';
import { register as registerImport } from 'tsx/esm/api';

// Test files are imported by Node itself. Types are checked once, by `npm run typecheck`.
process.env.TSX_TSCONFIG_PATH = 'tsconfig.dev.json';
registerRequire();
registerImport();
delete process.env.TSX_TSCONFIG_PATH;

// Set by esbuild where the command is bundled.
globalThis.PACKAGE_VERSION = '0.0.0';

// Warnings are asserted where they matter; printed, they would hide what failed.
process.removeAllListeners('warning');
