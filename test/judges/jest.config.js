const { jest } = require('../../package.json');

/** One judge after the other: each may use the whole machine. Judges of whole engines are large and run apart. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/judges/**/*.judge.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/judges/runner/'],
  transform: jest.transform,
  moduleNameMapper: jest.moduleNameMapper,
  modulePathIgnorePatterns: jest.modulePathIgnorePatterns,
  globalSetup: '<rootDir>/test/judges/cluster/combinations.ts',
  maxWorkers: 1,
  testTimeout: 30 * 60 * 1000,
  reporters: ['default', '<rootDir>/test/judges/support/reporter.js'],
};
