import { cdk, javascript } from 'projen';

/** Compiles tests with swc; types are checked once, by `npm run typecheck`. */
export function useSwcJest(project: cdk.JsiiProject): void {
  const jest = project.jest!;
  jest.config.transform = {
    '^.+\\.[tj]s$': new javascript.Transform('@swc/jest', {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    }),
  };
  // programs that tests start take long on a machine that is busy
  jest.config.testTimeout = 60_000;
  // Jest leaves one core alone, which on a machine of two is half of it.
  jest.config.maxWorkers = '100%';
  jest.addModuleNameMappers({ '^ack-secure-inference$': '<rootDir>/lib/index.ts' });
  jest.addIgnorePattern('/test/judges/');
  // what judges download may hold packages of one name
  jest.config.modulePathIgnorePatterns = ['<rootDir>/.judges/'];
  jest.addReporter(new javascript.JestReporter('<rootDir>/test/support/closing-line.js'));
  for (const unused of ['ts-jest', 'ts-node']) {
    if (project.deps.all.some((dep) => dep.name === unused)) {
      project.deps.removeDependency(unused);
    }
  }
}
