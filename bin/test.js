// Every check there is, from a bare clone: npm test. With a pattern, only the tests of those files.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, install, root, run, say } from './steps.js';
import { missingPrograms, testsThatNeed } from './system-programs.js';

checkNode();
install();

const patterns = process.argv.slice(2);
const inCI = Boolean(process.env.CI) && process.env.CI !== 'false';
const counts = { passed: 0, failed: 0, skipped: 0 };
const problems = [];

async function check(name, program, ...args) {
	say(`${name} …`);
	const ok = (await run(process.execPath, [join('node_modules', program), ...args])) === 0;
	counts[ok ? 'passed' : 'failed'] += 1;
	if (!ok) problems.push(`${name} failed`);
}

async function tests(left) {
	say('tests …');
	const folder = mkdtempSync(join(tmpdir(), 'kunlerni-report-'));
	const report = join(folder, 'report.json');
	const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
	const leave = left.map((path) => `--testPathIgnorePatterns=${path.replaceAll('.', '\\.')}$`);
	const code = await run(process.execPath, [
		...jest,
		...patterns,
		'--json',
		`--outputFile=${report}`,
		...leave,
	]);
	if (existsSync(report)) {
		const result = JSON.parse(readFileSync(report, 'utf8'));
		counts.passed += result.numPassedTests;
		counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
		counts.skipped += result.numPendingTests + result.numTodoTests;
		for (const suite of result.testResults) {
			if (suite.status === 'failed') problems.push(`${suite.name.slice(root.length + 1)} failed`);
		}
	}
	if (code !== 0 && counts.failed === 0) {
		counts.failed += 1;
		problems.push(`Jest ended with code ${code}`);
	}
	rmSync(folder, { recursive: true });
}

if (patterns.length === 0) {
	await check('format', '@biomejs/biome/bin/biome', 'format', '.');
	await check('lint', '@biomejs/biome/bin/biome', 'lint', '.');
	await check('types', 'typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.json');
	if (existsSync(join(root, '.dependency-cruiser.cjs')))
		await check('direction of imports', 'dependency-cruiser/bin/dependency-cruise.mjs', 'src');
}

const left = [];
for (const program of await missingPrograms()) {
	const files = testsThatNeed(program);
	if (files.length === 0) continue;
	left.push(...files);
	counts[inCI ? 'failed' : 'skipped'] += files.length;
	problems.push(
		`${files.length} test files NOT RUN: there is no ${program.name}. Get it with: ${program.advice}`,
	);
}
await tests(left);

console.log('');
for (const problem of problems) console.log(`  ✗ ${problem}`);
const { passed, failed, skipped } = counts;
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed || (inCI && skipped) ? 1 : 0;
