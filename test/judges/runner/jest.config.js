const judges = require('../jest.config.js');

/** Whole engines: large to install and slow to start. */
module.exports = {
  ...judges,
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/judges/runner/**/*.judge.ts'],
  testPathIgnorePatterns: [],
  globalSetup: undefined,
  testTimeout: 2 * 60 * 60 * 1000,
};
