import { createServer } from 'node:http';
import pg from 'pg';

// The floor: bare node:http, and node:http with one prepared look-up by primary key.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
pool.on('error', () => undefined);

const server = createServer(async (request, response) => {
	if (request.url === '/pg') {
		const id = 1 + Math.floor(Math.random() * 1_000);
		const { rows } = await pool.query({
			name: 'one',
			text: 'SELECT username FROM users WHERE id = $1',
			values: [id],
		});
		response.end(rows[0]?.username);
	} else response.end('hello');
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	console.log(typeof address === 'object' ? `port ${address?.port}` : '');
});
