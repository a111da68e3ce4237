import { describe, expect, test } from '@jest/globals';
import { MARKDOWN_LIMIT, plainText, renderMarkdown } from './markdown.js';

const rel = 'rel="nofollow ugc noopener"';

describe('the supported range', () => {
	test.each([
		['a heading starts below the page title', '# One\n\n## Two', '<h2>One</h2>\n<h3>Two</h3>'],
		[
			'wherever its author starts',
			'## Two\n\n### Three\n\n## Two',
			'<h2>Two</h2>\n<h3>Three</h3>\n<h2>Two</h2>',
		],
		[
			'no level is left out',
			'### Three\n\n###### Six\n\n# One',
			'<h2>Three</h2>\n<h3>Six</h3>\n<h2>One</h2>',
		],
		['emphasis', '*a* **b** ~~c~~ `d`', '<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>'],
		['a quotation', '> said', '<blockquote>\n<p>said</p>\n</blockquote>'],
		['an ordered list keeps its first number', '3. c', '<ol start="3">\n<li>c</li>\n</ol>'],
		['a hard break', 'a\\\nb', '<p>a<br />\nb</p>'],
		[
			'fenced code',
			'```js\nlet a;\n```',
			'<pre tabindex="0"><code class="language-js">let a;\n</code></pre>',
		],
		['indented code', '    <b>', '<pre tabindex="0"><code>&lt;b&gt;\n</code></pre>'],
		['a link elsewhere', '[x](https://a.org)', `<p><a href="https://a.org" ${rel}>x</a></p>`],
		['a link without scheme', '[x](//a.org)', `<p><a href="//a.org" ${rel}>x</a></p>`],
		['a link inside the site', '[x](/courses/y#z)', '<p><a href="/courses/y#z">x</a></p>'],
		['a bare address', 'see https://a.org.', `<p>see <a href="https://a.org" ${rel}>https://a.org</a>.</p>`],
		['a mail address', 'me@a.org', `<p><a href="mailto:me@a.org" ${rel}>me@a.org</a></p>`],
		['file names are no links', 'README.md //a.org ftp://a.org', '<p>README.md //a.org ftp://a.org</p>'],
		['a mention', 'hi @ana_b_c and @ben', '<p>hi @ana_b_c and @ben</p>'],
		[
			'an own picture',
			'![k](/files/a-1/image.webp)',
			'<p><img src="/files/a-1/image.webp" alt="k" loading="lazy" /></p>',
		],
		[
			'a picture from elsewhere',
			'so: ![k *l*](https://a.org/i.png)',
			`<p>so: <a href="https://a.org/i.png" ${rel}>k l</a></p>`,
		],
		['a linked picture from elsewhere', '[![k](//a.org/i.png)](/ok)', '<p><a href="/ok">k</a></p>'],
		[
			'a picture without words',
			'so: ![](https://a.org/i.png)',
			`<p>so: <a href="https://a.org/i.png" ${rel}>https://a.org/i.png</a></p>`,
		],
		['raw HTML is text', 'a <b>c</b>', '<p>a &lt;b&gt;c&lt;/b&gt;</p>'],
		['nothing', ' \n', ''],
	])('%s', (_name, source, html) => {
		expect(renderMarkdown(source)).toBe(html);
	});

	test('a task list is labelled by its text and cannot be ticked', () => {
		expect(renderMarkdown('- [ ] write\n- [x] read')).toBe(
			'<ul class="contains-task-list">\n' +
				'<li class="task-list-item"><label><input class="task-list-item-checkbox" disabled type="checkbox" /> write</label></li>\n' +
				'<li class="task-list-item"><label><input class="task-list-item-checkbox" checked disabled type="checkbox" /> read</label></li>\n</ul>',
		);
	});

	test('a table scrolls by keyboard, is named by its headings and aligns by class', () => {
		const html = renderMarkdown('| Name | "Age" |\n|---|--:|\n| Ana | 7 |');
		expect(html).toContain(
			'<div class="table-scroll" tabindex="0" role="group" aria-label="Name, &quot;Age&quot;">',
		);
		expect(html).toContain('<td class="align-right">7</td>');
		expect(html).not.toContain('style');
		expect(renderMarkdown('| |\n|-|\n|a|')).toContain('<div class="table-scroll" tabindex="0">');
	});
});

describe('footnotes', () => {
	const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);

	test('point to the note and back', () => {
		const html = renderMarkdown('a[^n] b[^n]\n\n[^n]: Note', { idPrefix: 'task-7' });
		expect(ids(html)).toEqual(['fnref-task-7-1', 'fnref-task-7-1:1', 'fn-task-7-1']);
		expect(html).toContain('<a href="#fn-task-7-1" id="fnref-task-7-1" role="doc-noteref">[1]</a>');
		expect(html).toContain('<a href="#fnref-task-7-1" class="footnote-backref" role="doc-backlink">');
	});

	test('of several texts on a page do not collide', () => {
		const page = ['a[^1]\n\n[^1]: x', 'b[^1]\n\n[^1]: x'].map((source) => renderMarkdown(source)).join('');
		expect(ids(page)).toHaveLength(4);
		expect(new Set(ids(page)).size).toBe(4);
	});

	test('a hostile prefix stays inside the id', () => {
		expect(renderMarkdown('a^[n]', { idPrefix: '"><script>' })).toContain('id="fn-script-1"');
	});
});

describe('plainText', () => {
	test.each([
		['# A *b*\n\nc [d](/e) `f` ![g](h)', 80, 'A b c d f g'],
		['one two three four', 12, 'one two…'],
		['one two three four', 8, 'one two…'],
		['```\ncode\n```\n\na[^1]\n\n[^1]: note', 80, 'a'],
		['<script>alert(1)</script>', 80, '<script>alert(1)</script>'],
		['👩‍💻👩‍💻👩‍💻', 10, '👩‍💻…'],
		['line\nbreak', 80, 'line break'],
		['', 80, ''],
	])('%j within %d', (source, limit, text) => {
		expect(plainText(source, limit)).toBe(text);
	});
});

test('a text above the limit is refused', () => {
	expect(() => renderMarkdown('a'.repeat(MARKDOWN_LIMIT + 1))).toThrow(RangeError);
});
