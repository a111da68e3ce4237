import Sequencer from '@jest/test-sequencer';

/** What takes long begins first, so that no worker is left waiting for another's last file. */
const LONG = ['/test/browser/', '/test/queue/', '/test/processes'];

export default class LongestFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const place = LONG.findIndex((part) => path.includes(part));
			return place < 0 ? LONG.length : place;
		};
		return super.sort(tests).sort((one, other) => rank(one) - rank(other));
	}
}
