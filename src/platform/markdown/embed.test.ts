import { describe, expect, test } from '@jest/globals';
import { embedOf, pictureOf } from './embed.js';
import { fillTexts, renderMarkdown } from './markdown.js';

const uuid = '0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f';

describe('what can be embedded', () => {
	test.each([
		[
			'https://www.youtube.com/watch?v=abcdefghi_-&t=1m5s',
			'https://www.youtube-nocookie.com/embed/abcdefghi_-?start=65',
		],
		['https://youtu.be/abcdefghi_-?t=90', 'https://www.youtube-nocookie.com/embed/abcdefghi_-?start=90'],
		['https://m.youtube.com/shorts/abcdefghi_-', 'https://www.youtube-nocookie.com/embed/abcdefghi_-'],
		['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
		['https://vimeo.com/76979871/0a1b2c3d4e', 'https://player.vimeo.com/video/76979871?dnt=1&h=0a1b2c3d4e'],
		['https://archive.org/details/night_of.the-living', 'https://archive.org/embed/night_of.the-living'],
		[
			`https://tube.example/videos/watch/${uuid}`,
			`https://tube.example/videos/embed/${uuid}?p2p=0&warningTitle=0`,
		],
		[
			'https://tube.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d',
			'https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?p2p=0&warningTitle=0',
		],
		['https://a.org/talk.webm?x=1', 'https://a.org/talk.webm?x=1'],
		['https://a.org/song.mp3', 'https://a.org/song.mp3'],
		['https://a.org/Photo.JPG', 'https://a.org/Photo.JPG'],
	])('%s', (address, src) => expect(embedOf(address)?.src).toBe(src));

	test.each([
		'http://youtu.be/abcdefghi_-',
		'https://youtube.com.evil.example/watch?v=abcdefghi_-',
		'https://evilyoutube.com/watch?v=abcdefghi_-',
		'https://www.youtube.com/watch?v=short',
		'https://www.youtube.com/@channel',
		'https://vimeo.com/about',
		'https://archive.org/search?query=x',
		'https://a.org/w/tooshort',
		'https://ana@a.org/x.mp4',
		'https://a.org/page.html',
		'javascript:alert(1)//x.mp4',
		'/files/x/y.mp4',
		'x.mp4',
		`https://a.org/${'x'.repeat(2000)}.mp4`,
	])('not %s', (address) => expect(embedOf(address)).toBeUndefined());

	test('whatever is written as a picture, if it is safe to ask for', () => {
		expect(pictureOf('https://a.org/image?id=7')?.kind).toBe('picture');
		expect(pictureOf('http://a.org/x.png')).toBeUndefined();
		expect(pictureOf('data:image/png;base64,AAAA')).toBeUndefined();
	});
});

describe('players', () => {
	const sound = '/files/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f/talk.mp3';

	test('for an uploaded sound or film alone in its paragraph, silent until asked', () => {
		const html = renderMarkdown(`[A "talk"](${sound})\n\n[Film](/files/x/f.webm)`);
		expect(html).toBe(
			`<figure class="player"><audio controls preload="metadata" src="${sound}" aria-label="A &quot;talk&quot;"></audio>` +
				`<figcaption><a href="${sound}">A "talk"</a></figcaption></figure>\n` +
				'<figure class="player"><video controls preload="metadata" src="/files/x/f.webm" aria-label="Film"></video>' +
				'<figcaption><a href="/files/x/f.webm">Film</a></figcaption></figure>',
		);
	});

	test.each([
		`Listen to [it](${sound})`,
		`- [One](${sound})\n- [Two](${sound})`,
		'[Elsewhere](//evil.example/files/x/f.mp3)',
		'[Text](/files/x/f.txt)',
		'[Up](/files/../f.mp3)',
		`<audio src="${sound}"></audio>`,
	])('none for %s', (source) => expect(renderMarkdown(source)).not.toMatch(/<(audio|video)/));
});

describe('cards', () => {
	const address = 'https://youtu.be/abcdefghi_-';

	test('an address alone in its paragraph, with its title if it has one, and nothing that the browser would fetch', () => {
		const html = renderMarkdown(`${address}\n\n[A *talk*](${address})\n\n[A talk](${address})`);
		expect(html.match(/<figure class="embed">/g)).toHaveLength(2);
		expect(html).toContain(`href="/embed?url=${encodeURIComponent(address)}"`);
		expect(html).toContain('<span class="embed-title">A talk</span>');
		expect(html).toContain(
			'<figcaption>YouTube · <a href="https://youtu.be/abcdefghi_-" rel="nofollow ugc noopener">',
		);
		expect(html).not.toMatch(/<(iframe|img|video|audio)|\bsrc=/);
	});

	test.each([
		`see ${address}`,
		`- ${address}`,
		`[a](${address}) [b](${address})`,
		`# ${address}`,
		`\`${address}\``,
	])('%j stays text with a link', (source) => expect(renderMarkdown(source)).not.toContain('figure'));

	test('their words come in the language of the page', () => {
		const html = fillTexts(renderMarkdown(address), (name) => `<${name}>`);
		expect(html).toContain('<span>&lt;load-video&gt;</span>');
		expect(html).not.toContain('data-text');
	});
});

describe('formulas', () => {
	test('stand in a line or on their own', () => {
		expect(renderMarkdown('so $x^2$ is')).toBe(
			'<p>so <math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></semantics></math> is</p>',
		);
		for (const source of ['$$\n\\frac12\n$$', '$$\\frac12$$'])
			expect(renderMarkdown(source)).toMatch(
				/^<div class="formula" tabindex="0"><math display="block">.*<mfrac>/,
			);
	});

	test.each(['costs $5 or $10', 'US$5/US$10', '\\$a$', '`$x$`', 'a $ b $ c', '$$', '$x', '$$x'])(
		'%j is none',
		(source) => expect(renderMarkdown(source)).not.toContain('<math'),
	);

	test('what TeX refuses is shown as it was written', () => {
		expect(renderMarkdown('$\\frac{$')).toBe('<p><code>$\\frac{$</code></p>');
		expect(renderMarkdown('$\\def\\a{\\a\\a}\\a$')).toContain('<code>');
	});

	test('only so many in one text', () => {
		expect(renderMarkdown('$x$ '.repeat(400)).match(/<math>/g)).toHaveLength(300);
	});
});
