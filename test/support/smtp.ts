import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps what it is given. */
export interface TestSmtp {
	url: string;
	mails: Email[];
	/**
	 * What to do with the next mails: take them, refuse them with a code, take them and vanish before saying so, or take
	 * them and say so only when told to `answer`.
	 */
	behaviour: 'take' | 'vanish' | 'hold' | number;
	/** Takes mails again, and says so of those that were held. */
	answer(): void;
	close(): Promise<void>;
}

export async function startSmtp(): Promise<TestSmtp> {
	const held: (() => void)[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onRcptTo: (_address, _session, callback) => callback(refusal(smtp.behaviour)),
		onData: async (stream, _session, callback) => {
			// A sender that is killed in the middle of a mail has sent none.
			const message = await buffer(stream).catch(() => undefined);
			if (!message) return callback(new Error('The mail was cut off.'));
			smtp.mails.push(await PostalMime.parse(message));
			if (smtp.behaviour === 'hold') return held.push(callback);
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
		answer() {
			smtp.behaviour = 'take';
			for (const take of held.splice(0)) take();
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
	return smtp;
}

function refusal(behaviour: TestSmtp['behaviour']): Error | null {
	if (typeof behaviour === 'string') return null;
	return Object.assign(new Error('Not here'), { responseCode: behaviour });
}
