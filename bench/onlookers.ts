import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process of its own, so that nothing else that the benchmark does is taken for the time of a page. */
export interface Orders {
	url: string;
	pagesASecond: number;
	visits: readonly { path: string; headers: Record<string, string> }[];
}

export interface Looked {
	/** Times of the answers in ms, from the moment that a visitor wanted the page. */
	times: number[];
	failed: number;
}

const looked: Looked = { times: [], failed: 0 };
const agent = new Agent({ keepAlive: true });
const underWay = new Set<Promise<void>>();
let isOver = false;

async function visit(url: string, headers: Record<string, string>): Promise<void> {
	const start = performance.now();
	const status = await new Promise<number>((resolve) => {
		get(url, { agent, headers }, (answer) => {
			answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
		}).once('error', () => resolve(0));
	});
	looked.times.push(performance.now() - start);
	if (status !== 200) looked.failed++;
}

/** Everybody comes at a moment of their own (Poisson arrivals) and waits for nobody. */
async function look({ url, pagesASecond, visits }: Orders): Promise<void> {
	let next = performance.now();
	for (let turn = 0; !isOver; turn++) {
		const { path, headers } = visits[turn % visits.length] ?? { path: '/', headers: {} };
		next += (-Math.log(1 - Math.random()) * 1_000) / pagesASecond;
		await sleep(Math.max(0, next - performance.now()));
		const visiting = visit(`${url}${path}`, headers).finally(() => underWay.delete(visiting));
		underWay.add(visiting);
	}
}

process.once('message', (orders: Orders) => {
	const looking = look(orders);
	process.once('message', async () => {
		isOver = true;
		await looking;
		await Promise.all(underWay);
		process.send?.(looked, () => process.exit());
	});
});
