import type { TestSite } from './app.js';
import { publishedCourse } from './courses.js';
import type { Person } from './person.js';
import { addTasks, joined } from './tasks.js';

export interface TalkedOver {
	id: number;
	slug: string;
	href: string;
	taskId: number;
	/** The Discussion tab, and where comments are sent. */
	tab: string;
	post: string;
}

/** A published course with one task, in which others take part. */
export async function courseOf(
	site: TestSite,
	organiser: { id: number },
	participants: readonly { id: number }[],
	title = 'Knots',
): Promise<TalkedOver> {
	const course = await publishedCourse(site, organiser, { title });
	for (const person of participants) await joined(site, person, course);
	const [taskId = 0] = await addTasks(site, organiser, course, ['Bowline']);
	return { ...course, taskId, tab: `${course.href}/discussion`, post: `${course.href}/comments` };
}

/** Posts a comment and gives its id. */
export async function say(
	person: Person,
	{ post }: TalkedOver,
	body: string,
	place: { taskId?: number; threadId?: number } = {},
): Promise<number> {
	const fields = Object.entries(place).map(([name, id]) => [name, String(id)] as const);
	const answer = await person.post(post, { body, ...Object.fromEntries(fields) });
	const id = Number(/#comment-(\d+)$/.exec(answer.location)?.[1]);
	if (!id) throw new Error(`The comment was not posted: ${answer.status} ${answer.text.slice(0, 200)}`);
	return id;
}
