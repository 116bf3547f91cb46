const { projects } = require('../../package.json').jest;

const isolated = projects.find(({ displayName }) => displayName === 'isolated');

/** Two judges side by side, since most wait for one process or for a cluster. Judges of whole engines are large and run apart. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/judges/**/*.judge.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/judges/runner/'],
  transform: isolated.transform,
  moduleNameMapper: isolated.moduleNameMapper,
  modulePathIgnorePatterns: isolated.modulePathIgnorePatterns,
  globalSetup: '<rootDir>/test/judges/cluster/combinations.ts',
  maxWorkers: 2,
  testTimeout: 30 * 60 * 1000,
  reporters: ['default', '<rootDir>/test/judges/support/reporter.js'],
};
