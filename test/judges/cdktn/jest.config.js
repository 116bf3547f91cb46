const { transform, moduleNameMapper } = require('../jest.config.js');

/** The tests of the cloud half, with CDK Terrain in the place of cdktf, as its npm alias puts it there. */
module.exports = {
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/alicloud/**/*.test.ts', '<rootDir>/test/judges/cdktn/*.test.ts'],
  transform,
  moduleNameMapper: {
    ...moduleNameMapper,
    '^cdktf$': '<rootDir>/.judges/cdktn/node_modules/cdktn',
    // The range of cdktn ends below the version that the project develops with; a user has one copy.
    '^constructs$': '<rootDir>/node_modules/constructs',
  },
};
