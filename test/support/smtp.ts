import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps what it is given. */
export interface TestSmtp {
	url: string;
	mails: Email[];
	/** What to do with the next mails: take them, refuse them with a code, or take them and vanish before saying so. */
	behaviour: 'take' | 'vanish' | number;
	close(): Promise<void>;
}

export async function startSmtp(): Promise<TestSmtp> {
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onRcptTo: (_address, _session, callback) => callback(refusal(smtp.behaviour)),
		onData: async (stream, _session, callback) => {
			smtp.mails.push(await PostalMime.parse(await buffer(stream)));
			if (smtp.behaviour !== 'vanish') return callback();
			for (const connection of server.connections) connection.close();
		},
	});
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	const smtp: TestSmtp = {
		url: `smtp://127.0.0.1:${port}`,
		mails: [],
		behaviour: 'take',
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
	return smtp;
}

function refusal(behaviour: TestSmtp['behaviour']): Error | null {
	if (typeof behaviour === 'string') return null;
	return Object.assign(new Error('Not here'), { responseCode: behaviour });
}
