export default {
	testEnvironment: 'node',
	roots: ['<rootDir>/src', '<rootDir>/test'],
	globalSetup: '<rootDir>/test/support/global-setup.js',
	globalTeardown: '<rootDir>/test/support/global-teardown.js',
	testSequencer: '<rootDir>/test/support/sequencer.js',
	testMatch: ['**/*.test.ts'],
	extensionsToTreatAsEsm: ['.ts'],
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
	transform: { '^.+\\.ts$': ['@swc/jest'] },
	modulePathIgnorePatterns: ['<rootDir>/dist'],
	maxWorkers: 2,
	testTimeout: 30_000,
};
