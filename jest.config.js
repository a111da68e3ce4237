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
	// Some wait for a browser or a worker while others compute: more of them than cores.
	maxWorkers: 3,
	// Each file leaves its modules behind; a worker full of them spends its time collecting garbage.
	workerIdleMemoryLimit: '800MB',
	testTimeout: 60_000,
};
