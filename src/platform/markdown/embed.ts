/** Something on another site that can be shown inside a page, once its reader asks for it. */
export interface Embed {
	kind: 'video' | 'audio' | 'picture';
	/** Who shows it: a name that people know, or else the host. */
	provider: string;
	/** What is loaded: the provider's player, or the file itself. */
	src: string;
	/** True for a player, which stands in a frame of its own. */
	isPlayer: boolean;
}

const LONGEST_ADDRESS = 2_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORT_UUID = /^[1-9A-HJ-NP-Za-km-z]{22}$/;
const files: readonly (readonly [Embed['kind'], RegExp])[] = [
	['picture', /\.(png|jpe?g|gif|webp|avif|svg)$/i],
	['audio', /\.(mp3|ogg|oga|opus|m4a|wav|flac)$/i],
	['video', /\.(mp4|m4v|webm|ogv)$/i],
];

/**
 * What stands behind an address of YouTube, Vimeo, the Internet Archive or a PeerTube site, or of a picture, sound or
 * film as such. Undefined for every other address, and for those that are not https. Asks nobody.
 */
export function embedOf(address: string): Embed | undefined {
	if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return undefined;
	const url = new URL(address);
	if (url.protocol !== 'https:' || url.username || url.password) return undefined;
	return youtube(url) ?? vimeo(url) ?? archive(url) ?? peertube(url) ?? file(url);
}

/** The same for a picture that is written as one, whatever its address looks like. */
export function pictureOf(address: string): Embed | undefined {
	if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return undefined;
	const { protocol, host, username, password, href } = new URL(address);
	if (protocol !== 'https:' || username || password) return undefined;
	return { kind: 'picture', provider: host, src: href, isPlayer: false };
}

function player(provider: string, src: string): Embed {
	return { kind: 'video', provider, src, isPlayer: true };
}

function bareHost({ hostname }: URL): string {
	return hostname.replace(/^(www|m|player)\./, '');
}

function youtube(url: URL): Embed | undefined {
	const host = bareHost(url);
	const [first = '', second = ''] = url.pathname.split('/').slice(1);
	let id = '';
	if (host === 'youtu.be') id = first;
	else if (host === 'youtube.com' || host === 'youtube-nocookie.com')
		id = first === 'watch' ? (url.searchParams.get('v') ?? '') : second;
	else return undefined;
	if (host !== 'youtu.be' && !['watch', 'embed', 'shorts', 'live'].includes(first)) return undefined;
	if (!/^[\w-]{11}$/.test(id)) return undefined;
	const start = seconds(url.searchParams.get('t') ?? url.searchParams.get('start') ?? '');
	return player('YouTube', `https://www.youtube-nocookie.com/embed/${id}${start ? `?start=${start}` : ''}`);
}

/** "90", "90s" and "1h2m3s" in seconds. */
function seconds(text: string): number {
	const parts = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$/.exec(text);
	const [hours, minutes, rest] = (parts ?? []).slice(1).map((part) => Number(part ?? 0));
	return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
}

function vimeo(url: URL): Embed | undefined {
	if (bareHost(url) !== 'vimeo.com') return undefined;
	const [, id, hash] = /^\/(?:video\/)?(\d{1,12})(?:\/([0-9a-f]{6,20}))?\/?$/.exec(url.pathname) ?? [];
	const key = hash ?? url.searchParams.get('h') ?? '';
	const query = /^[0-9a-f]{6,20}$/.test(key) ? `&h=${key}` : '';
	return id ? player('Vimeo', `https://player.vimeo.com/video/${id}?dnt=1${query}`) : undefined;
}

function archive(url: URL): Embed | undefined {
	if (bareHost(url) !== 'archive.org') return undefined;
	const [, id] = /^\/(?:details|embed)\/([\w.-]{1,100})\/?$/.exec(url.pathname) ?? [];
	return id ? player('Internet Archive', `https://archive.org/embed/${id}`) : undefined;
}

/** PeerTube has many hosts; its films are known by the shape of their addresses. */
function peertube(url: URL): Embed | undefined {
	const [, id = ''] = /^\/(?:w|videos\/watch|videos\/embed)\/([\w-]+)\/?$/.exec(url.pathname) ?? [];
	if (!UUID.test(id) && !SHORT_UUID.test(id)) return undefined;
	return player(url.host, `${url.origin}/videos/embed/${id}?p2p=0&warningTitle=0`);
}

function file(url: URL): Embed | undefined {
	const [kind] = files.find(([, ending]) => ending.test(url.pathname)) ?? [];
	return kind && { kind, provider: url.host, src: url.href, isPlayer: false };
}
