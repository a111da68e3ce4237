import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BadgeDesigns } from '../src/badges/badge-designs.service.js';
import { Database } from '../src/platform/database/database.js';
import { JobRunner } from '../src/platform/jobs/job-runner.js';

const COURSES = 10;

/** Lets everybody in ten courses finish, then issues their badges one after another in this process. */
export async function issueAwards(app: NestFastifyApplication): Promise<string> {
	const db = app.get(Database);
	await db.query(
		`INSERT INTO completions (task_id, user_id)
		SELECT t.id, m.user_id FROM memberships m JOIN runs r ON r.id = m.run_id JOIN tasks t ON t.course_id = r.course_id
		WHERE r.course_id BETWEEN 2 AND 1 + $1 ON CONFLICT DO NOTHING`,
		[COURSES],
	);
	await app.get(JobRunner).runDue();
	const designs = app.get(BadgeDesigns);
	for (let courseId = 2; courseId < 2 + COURSES; courseId++) {
		await designs.save({ id: courseId }, courseId, {
			...{
				name: `Loops ${courseId}`,
				description: 'Knows loops',
				criteria: 'All tasks done.',
				language: 'en',
			},
			...{ imageAlt: 'A hexagon with a globe', shape: 'hexagon', colour: 'teal', icon: 'globe' },
		});
		await designs.publish({ id: courseId }, courseId);
	}
	const cpu = process.cpuUsage();
	const start = performance.now();
	await app.get(JobRunner).runDue();
	const ms = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	const row = await db.one<{ issued: number }>(
		'SELECT count(*)::int AS issued FROM awards WHERE issued_at IS NOT NULL',
	);
	const issued = row?.issued ?? 0;
	const each = (total: number) => `${(total / issued).toFixed(1)} ms`;
	return `Awards: ${issued} issued (rule, Data Integrity, JWT, notification and mail), each ${each(ms)}, CPU ${each((user + system) / 1000)}.`;
}
