import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that is really running: `id` stays unique when the number is used again. */
export interface RunningProcess {
	id: string;
	command: string;
}

/** Finds the process with this number; undefined when there is none or only a zombie is left of it. */
export function findProcess(pid: number): RunningProcess | undefined {
	return process.platform === 'linux' ? readProc(pid) : askPs(pid);
}

/** True when the `id` noted earlier still names a running process. */
export function isRunning(id: string): boolean {
	return findProcess(Number.parseInt(id, 10))?.id === id;
}

export function ownId(): string {
	return findProcess(process.pid)?.id ?? String(process.pid);
}

function readProc(pid: number): RunningProcess | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The command in parentheses may hold spaces, so count the fields after the last one.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
		return { id: `${pid} ${fields[19]}`, command };
	} catch {
		return undefined;
	}
}

function askPs(pid: number): RunningProcess | undefined {
	try {
		const format = ['-ww', '-o', 'stat=', '-o', 'lstart=', '-o', 'args=', '-p', String(pid)];
		const line = execFileSync('ps', format, {
			encoding: 'utf8',
			env: { PATH: process.env['PATH'], LC_ALL: 'C' },
		});
		const match = /^\s*(\S+)\s+(\S+ +\S+ +\S+ +\S+ +\S+)\s+(.*)$/.exec(line);
		if (!match || match[1]?.startsWith('Z')) return undefined;
		return { id: `${pid} ${match[2]}`, command: match[3] ?? '' };
	} catch {
		return undefined;
	}
}
