import { cdk, javascript } from 'projen';

/**
 * Test files share the modules of their worker process, since to load the library again for each of them took half of
 * the time of a run. Those that replace modules or the clock are named `*.isolated.test.ts`, and each has its modules for itself.
 */
export function configureJest(project: cdk.JsiiProject): void {
  const jest = project.jest!;
  const common = {
    testPathIgnorePatterns: ['/node_modules/', '/test/judges/'],
    // what judges download may hold packages of one name
    modulePathIgnorePatterns: ['<rootDir>/.judges/'],
  };
  jest.config.projects = [
    {
      ...common,
      displayName: 'shared',
      runner: ['jest-light-runner', { runtime: 'child_process' }],
      setupFiles: ['<rootDir>/test/support/shared.mjs'],
      testMatch: ['<rootDir>/test/**/!(*.isolated).test.ts'],
      transform: {},
    },
    {
      ...common,
      displayName: 'isolated',
      // programs that tests start take long on a machine that is busy; the other runner knows no limit
      testTimeout: 60_000,
      globals: { PACKAGE_VERSION: '0.0.0' },
      moduleNameMapper: { '^ack-secure-inference$': '<rootDir>/lib/index.ts' },
      testMatch: ['<rootDir>/test/**/*.isolated.test.ts'],
      transform: {
        '^.+\\.[tj]s$': new javascript.Transform('@swc/jest', {
          jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
          module: { type: 'commonjs' },
        }),
      },
    },
  ];
  jest.config.transform = {};
  // Jest leaves one core alone, which on a machine of two is half of it.
  jest.config.maxWorkers = '100%';
  jest.addReporter(new javascript.JestReporter('<rootDir>/test/support/closing-line.js'));
  for (const unused of ['ts-jest', 'ts-node']) {
    if (project.deps.all.some((dep) => dep.name === unused)) {
      project.deps.removeDependency(unused);
    }
  }
}
