import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

// No container engine is needed here: this compares the two files with the project, and lets docker-compose
// check its file where that program exists. Nothing builds or runs the image.

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
const compose = readFileSync('docker-compose.yml', 'utf8');
const config = readFileSync('src/config.ts', 'utf8');
const environment = {
	POSTGRES_PASSWORD: 'p'.repeat(32),
	SECRET: 's'.repeat(32),
	PUBLIC_URL: 'https://example.org',
};

const instructions = dockerfile.split('\n').filter((line) => /^[A-Z]+ /.test(line));
const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));

/** `dist/src/main.js` → `src/main.ts` */
const sourceOf = (built: string) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function composeClient(): string[] | undefined {
	const clients = [['docker', 'compose'], ['docker-compose']];
	return clients.find(([program = '', ...args]) => spawnSync(program, [...args, 'version']).status === 0);
}

function section(name: string): string {
	return new RegExp(`^${name}:\\n((?: .*\\n|\\n)+)`, 'm').exec(`${compose}\n`)?.[1] ?? '';
}

test('the Dockerfile knows only instructions there are, and its base images name a version', () => {
	const known = /^(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|CMD) /;
	expect(instructions.filter((line) => !known.test(line))).toEqual([]);
	for (const line of instructions.filter((each) => each.startsWith('FROM '))) {
		expect(line).toMatch(/^FROM [a-z]+:\d+[\w.-]*( AS \w+)?$/);
	}
});

test('the image runs without root, with a folder of its own for data', () => {
	expect(lastStage.findLast((line) => line.startsWith('USER '))).toBe('USER node');
	expect(lastStage).toContain('VOLUME /data');
	expect(lastStage.find((line) => line.startsWith('ENV '))).toContain('DATA_DIR=/data');
});

test('what the image copies and starts exists in the project', () => {
	for (const line of lastStage.filter((each) => each.startsWith('COPY '))) {
		const path = /--from=build \/app\/(\S+)/.exec(line)?.[1] ?? line;
		expect([path, path === 'dist' || path === 'node_modules' || existsSync(path)]).toEqual([path, true]);
	}
	for (const [, program = ''] of `${dockerfile}${compose}`.matchAll(/\["node", "(dist\/[^"]+)"\]/g)) {
		expect([program, existsSync(sourceOf(program))]).toEqual([program, true]);
	}
	expect(lastStage.find((line) => line.startsWith('HEALTHCHECK '))).toContain('/healthz');
});

test('each exec form is JSON', () => {
	const forms = dockerfile.matchAll(/\bCMD (\[.*\])/g);
	for (const [, form = ''] of forms) expect(JSON.parse(form)).toContain('node');
});

test('every service, volume and variable of docker-compose.yml is declared and known', () => {
	expect([...section('services').matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name)).toEqual([
		'web',
		'worker',
		'postgres',
		'redis',
	]);
	const volumes = [...section('volumes').matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name);
	const mounted = [...compose.matchAll(/^ +- (\w+):\//gm)].map(([, name]) => name);
	expect(new Set(mounted)).toEqual(new Set(volumes));
	const variables = [...compose.matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(([, name]) => name ?? '');
	const ours = variables.filter((name) => !name.startsWith('POSTGRES_'));
	expect(ours.filter((name) => !config.includes(`'${name}'`))).toEqual([]);
});

const client = composeClient();
const [program = '', ...args] = client ?? [];
if (client) {
	test('docker-compose accepts its file, and refuses it without a secret', () => {
		const env = { PATH: process.env['PATH'], ...environment };
		const accepted = spawnSync(program, [...args, 'config'], { env, encoding: 'utf8' });
		expect(accepted.stderr + accepted.status).toBe('0');
		expect(accepted.stdout).toContain(`SECRET: ${environment.SECRET}`);
		const refused = spawnSync(program, [...args, 'config'], {
			env: { ...env, SECRET: '' },
			encoding: 'utf8',
		});
		expect(refused.status).not.toBe(0);
	});
}
