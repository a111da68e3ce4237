import { describe, expect, test } from '@jest/globals';
import { effortOf, TOO_MUCH_MS } from '../../../test/support/effort.js';
import { MARKDOWN_LIMIT, renderMarkdown } from './markdown.js';

const hostile = [
	'<script>alert(1)</script>',
	'<svg onload=alert(1)><animate onbegin=alert(1)></svg>',
	'<img src=x onerror=alert(1)>',
	'<a href="javascript:alert(1)">x</a>',
	'<iframe srcdoc="<script>alert(1)</script>"></iframe>',
	'<style>*{display:none}</style>',
	'<!--><img src=x onerror=alert(1)>-->',
	'<![CDATA[<script>alert(1)</script>]]>',
	'<details open ontoggle=alert(1)>',
	'[x](javascript:alert(1))',
	'[x](JaVaScRiPt:alert(1))',
	'[x]( javascript:alert(1))',
	'[x](<javascript:alert(1)>)',
	'[x](<  javascript:alert(1)>)',
	'[x](javascript&colon;alert(1))',
	'[x](&#106;avascript:alert(1))',
	'[x](&#x6A;&#x61;vascript&#58;alert(1))',
	'[x](java&#10;script:alert(1))',
	'[x](java&Tab;script:alert(1))',
	'[x](\u0001javascript:alert(1))',
	'[x](java\u0000script:alert(1))',
	'[x](javascript%3Aalert(1))',
	'[x](vbscript:msgbox(1))',
	'[x](data:text/html;base64,PHNjcmlwdD4=)',
	'[x](file:///etc/passwd)',
	'[x](blob:https://a.org/1)',
	'<javascript:alert(1)>',
	'<data:text/html,x>',
	'[x]: javascript:alert(1)\n\n[x]',
	'![x](javascript:alert(1))',
	'![x](data:image/svg+xml;base64,PHN2Zz4=)',
	'![x](data:image/png;base64,AAAA)',
	'![x](https://a.org/" onerror="alert(1))',
	'![" onerror="alert(1)](/files/a/image.webp)',
	'![x](/files/a/image.webp "\\" onerror=\\"alert(1)")',
	'![x](/files/../sign-out)',
	'![x](/\\a.org/files/x)',
	'![`<img src=x onerror=alert(1)>`](https://a.org/)',
	'[`<script>`](https://a.org "\'><script>alert(1)</script>")',
	'[x](https://a.org/"onmouseover="alert(1))',
	'[![x](javascript:alert(1))](javascript:alert(1))',
	'```"><script>alert(1)</script>\nx\n```',
	'```js" onclick="alert(1)\nx\n```',
	'- [ ] <input onfocus=alert(1) autofocus>',
	'- [x] [y](javascript:alert(1))',
	'|<script>|"onclick=|\n|-|-|\n|<b onclick=alert(1)>|x|',
	'a^[<script>alert(1)</script> [x](javascript:alert(1))]',
	'[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: x',
	'https://a.org/<script>alert(1)</script>',
	'http://a.org/"onclick="alert(1)',
	'&lt;script&gt;alert(1)&lt;/script&gt;',
	'&#60;img src=x onerror=alert(1)&#62;',
	'\\<script>alert(1)\\</script>',
	'<form action=//a.org><input name=_csrf></form>',
	'<base href=//a.org><meta http-equiv=refresh content=0>',
	'<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
	'https://youtu.be/"onclick="alert(1)',
	'<https://youtu.be/aaaaaaaaaaa"onmouseover=alert(1)>',
	'[<script>alert(1)</script>](https://youtu.be/aaaaaaaaaaa)',
	'[" onclick="alert(1)](https://a.org/x.mp4)',
	'![" onerror="alert(1)](https://a.org/x)',
	'![x](javascript://youtu.be/aaaaaaaaaaa)',
	'https://a.org/x.svg#"><script>alert(1)</script>',
	'$\\href{javascript:alert(1)}{x}$',
	'$\\url{javascript:alert(1)}$',
	'$\\includegraphics{https://a.org/x.png}$',
	'$\\htmlData{onclick=alert(1)}{x}\\htmlStyle{color:red}{x}\\htmlClass{a}{x}\\htmlId{a}{x}$',
	'$\\text{</math><script>alert(1)</script>}$',
	'$\\text{<mglyph><style><img src=x onerror=alert(1)>}$',
	'$\\color{red;background:url(//a.org)}{x}\\textcolor{"onclick="alert(1)}{x}$',
	'$$</annotation></semantics><script>alert(1)</script>$$',
	'$$\n\\style{x}\\class{y}\\unicode{<script>}\n$$',
	'$\\operatorname{<img src=x onerror=alert(1)>}\\char"3C$',
	'$\\rule{99999em}{99999em}\\kern99999em\\hspace{99999em}$',
];

const tagNames =
	/^(p|h[2-6]|blockquote|[uo]l|li|hr|br|pre|code|em|strong|s|a|img|sup|label|input|table|thead|tbody|tr|t[hd]|div|section|figure|figcaption|span|math|semantics|m(row|i|o|n|text|space|style|padded|phantom|frac|sqrt|root|sub|sup|subsup|under|over|underover|table|tr|td)|menclose)$/;
const attributeNames =
	/^(title|id|rel|role|class|alt|loading|type|checked|disabled|start|tabindex|aria-label|data-text|mathvariant|stretchy|fence|separator|accent|accentunder|form|largeop|movablelimits|minsize|maxsize|width|height|depth|lspace|rspace|voffset|display|displaystyle|scriptlevel|mathcolor|mathbackground|mathsize|linethickness|columnalign|rowspacing|columnspacing|columnlines|rowlines|side|notation)$/;

/** Reads the output as strictly as it is written: every `<` must open a known tag with known attributes. */
function expectHarmless(html: string): void {
	expect(html.split('<').slice(1).filter(isHarmful)).toEqual([]);
}

function isHarmful(tag: string): boolean {
	const [, name = '', attributes = ''] =
		/^\/?([a-z0-9]+)((?: [a-z-]+(?:="[^"<>]*")?)*)(?: \/)?>/.exec(tag) ?? [];
	const known = [...attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)].every(
		([, attribute = '', value = '']) => {
			if (attribute === 'src') return /^\/files\/[\w-]+\/[\w.-]+$/.test(value);
			if (attribute === 'href') return /^(https?:|mailto:|(?![a-z][a-z0-9+.-]*:))/i.test(value);
			return attributeNames.test(attribute);
		},
	);
	return !known || !tagNames.test(name);
}

test('the test itself sees harm', () => {
	const harmful = [
		'<script>',
		'<a onclick="x">',
		'<a href="javascript:x">',
		'<img src="//a.org/">',
		'<a href=x>',
		'<p',
	];
	for (const html of harmful) expect(() => expectHarmless(html)).toThrow();
});

describe('hostile input stays harmless', () => {
	test.each(hostile)('%j', (source) => expectHarmless(renderMarkdown(source)));
	test.each(hostile)('quoted, listed and tabled: %j', (source) => {
		expectHarmless(
			renderMarkdown(`> - ${source}\n\n| a |\n|---|\n| ${source.replaceAll('\n', ' ')} |\n\n**${source}**`),
		);
	});
});

describe('input made to be slow or large comes to an end', () => {
	const fill = (part: string) =>
		part.repeat(Math.ceil(MARKDOWN_LIMIT / part.length)).slice(0, MARKDOWN_LIMIT);
	const numbered = (part: (n: number) => string) => Array.from({ length: 2500 }, (_, n) => part(n)).join('');

	test.each([
		...[
			'>',
			'> - ',
			'[',
			'![',
			'](',
			'[a](',
			'*a ',
			'**a *',
			'_a*',
			'`a',
			'- [ ] a\n',
			'^[',
			'|',
			'|a|\n|-|\n\n',
			'~a~~',
		],
		...[
			'http://',
			'a@b.c ',
			'&amp;',
			'<a ',
			'<!--',
			'\\',
			'$',
			'$a',
			'$a ',
			'$$a ',
			'$a$ ',
			'$$\n',
			'$\\frac{',
			'$\\sqrt{x}$ ',
			'$\\def\\a{\\a\\a}\\a$ ',
			'https://youtu.be/aaaaaaaaaaa\n\n',
			'```\n',
			'a\n-\n',
			'[a]: /x\n',
			'[^a]: [^a] ',
			'\0',
			'\t',
			' ',
		],
	])('%j over and over', (part) => expectHarmless(renderMarkdown(fill(part))));

	test.each([
		['many footnotes', numbered((n) => `[^${n}]`) + numbered((n) => `\n[^${n}]: x`)],
		['backticks of each length', numbered((n) => (n < 300 ? `${'`'.repeat(n)} ` : ''))],
		['deep emphasis', `${'*'.repeat(20_000)}a${'*'.repeat(20_000)}`],
		['deep groups in formulas', `$${'{'.repeat(990)}x${'}'.repeat(990)}$ `.repeat(24)],
		['deep roots', `$${'\\sqrt{'.repeat(280)}x${'}'.repeat(280)}$ `.repeat(20)],
		['formulas that grow', `$\\def\\a#1{#1#1#1#1}\\a{\\a{\\a{\\a{\\a{x}}}}}$ `.repeat(900)],
		['deep lists', numbered((n) => (n < 300 ? `${' '.repeat(n)}- a\n` : ''))],
		['nested pictures', `${'!['.repeat(6000)}x${'](/y)'.repeat(6000)}`],
	])('%s', (_name, source) => expectHarmless(renderMarkdown(source)));

	test.each([
		`$\\def\\a{${'x'.repeat(900)}}${'\\a'.repeat(190)}$\n`,
		`$\\global\\let\\b=x\\newcommand\\a{${'x'.repeat(900)}}${'\\a'.repeat(190)}$\n`,
		`$\\tag{${'x'.repeat(900)}}${'\\df@tag'.repeat(140)}$\n`,
	])('formulas that define commands are shown as written, at once', async (formula) => {
		const show = () => expect(renderMarkdown(formula.repeat(25))).not.toContain('<math');
		expect(await effortOf(show)).toBeLessThan(TOO_MUCH_MS);
	});

	test.each([`[a]: /${'x'.repeat(20_000)}\n\n`, `[a]: /x "${'y'.repeat(20_000)}"\n\n`])(
		'one long reference used thousands of times is shown as written',
		(definition) => {
			const html = renderMarkdown(definition + '[a]'.repeat(9000));
			expect(html.length).toBeLessThan(MARKDOWN_LIMIT * 2);
			expect(html).toMatch(/^<pre tabindex="0">\[a\]: /);
		},
	);
});
