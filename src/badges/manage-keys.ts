import type { AwardReissuing } from './award-reissuing.service.js';
import type { IssuerKeys, KeyRow } from './issuer-keys.service.js';

function stateOf({ retiredAt, revokedAt }: KeyRow): string {
	if (revokedAt) return `revoked ${revokedAt.toISOString()}`;
	return retiredAt ? `retired ${retiredAt.toISOString()}` : 'signs';
}

/** The command `issuer-keys`: tells on the terminal what it did. */
export async function manageKeys(
	keys: IssuerKeys,
	reissuing: AwardReissuing,
	[action = 'list', keyId = '']: readonly string[],
	print: (line: string) => void = console.log,
): Promise<void> {
	if (!['list', 'rotate', 'revoke'].includes(action)) return print('issuer-keys list | rotate | revoke KEY');
	if (action === 'rotate') await keys.rotate();
	if (action === 'revoke') {
		const awards = await reissuing.revokeKey(keyId);
		if (awards === undefined) return print(`There is no key "${keyId}".`);
		print(`Revoked. The worker looks through ${awards} awards and signs again what the key had signed.`);
	}
	for (const key of await keys.history())
		print(`${key.kind.padEnd(7)}  ${key.keyId}  since ${key.createdAt.toISOString()}  ${stateOf(key)}`);
}
