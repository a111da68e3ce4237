import { expect, test } from '@jest/globals';
import { effortOf, TOO_MUCH_MS } from '../../test/support/effort.js';
import { fromJekyll } from './jekyll-text.js';

const resolve = (address: string) => (address.includes('gone') ? undefined : `new:${address}`);
const convert = (source: string) => fromJekyll(source, 'x.md', resolve);

test.each([
	['a<br>b<br/>\n\n<br>\n\nc', 'a\nb\n\nc'],
	['<center><img src="/img/a.png" alt="A [b]" width="75%"/></center>', '![A b](new:/img/a.png)'],
	['<img src="a b.png">', '![](<new:a b.png>)'],
	['<a class="btn" href="/x"><i class="fa"></i> Go</a>', '[Go](new:/x)'],
	['<a href="/x"><img src="y.png" alt="y"></a>', '[![y](new:y.png)](new:/x)'],
	['<a name="top"></a>Text', 'Text'],
	['<b>bold</b> <em>it</em> <s>no</s> <sub>2</sub>', '**bold** *it* ~~no~~ 2'],
	['<h3>Head</h3>text', '### Head\n\ntext'],
	['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
	[
		'<div class="video">\n    <iframe src="//www.youtube.com/embed/abc-1?rel=0"></iframe>\n</div>',
		'https://www.youtube.com/watch?v=abc-1',
	],
	['<iframe src="https://player.vimeo.com/video/42"></iframe>', 'https://vimeo.com/42'],
	['<video controls><source src="/v/a.mp4"></video>', '[a.mp4](new:/v/a.mp4)'],
	['<details><summary>More</summary>text</details>', '**More**\n\ntext'],
	['a <!-- hidden\n <b>x</b> --> b', 'a  b'],
	['a<script>alert(1)</script><style>p{}</style>b', 'ab'],
	[
		'<https://x.example> <me@x.example> 1 < 2 <your-name>',
		'<https://x.example> <me@x.example> 1 < 2 <your-name>',
	],
	['<b>never closed', '**never closed**'],
	['closed</b> twice</a>', 'closed twice'],
	['<constructor>', '<constructor>'],
])('%j reads %j', (source, markdown) => {
	expect(convert(source).markdown).toBe(markdown);
});

test.each([
	['![a]({{site.baseurl}}/img/a.png)', '![a](new:/img/a.png)'],
	["[a]({{ '/x/' | relative_url }})", '[a](new:/x/)'],
	['[a]({% link modules/a/_posts/2000-01-01-b.md %})', '[a](new:/modules/a/_posts/2000-01-01-b.md)'],
	['a{% comment %}b {{ c }}{% endcomment %}d', 'ad'],
	['{% raw %}`{{ x }}`{% endraw %}', '`{{ x }}`'],
	['{% highlight js %}\n<b>\n{% endhighlight %}', '```js\n<b>\n```'],
	['text\n{: .lead}', 'text'],
	['[a](x){:target="_blank"}', '[a](new:x)'],
	['[![i](a.png)](b)', '[![i](new:a.png)](new:b)'],
	['[w](gone) ![i](gone.png)', 'w i'],
	['[a](<x y> "t") [b](c_(d))', '[a](<new:x y> "t") [b](<new:c_(d)>)'],
	['[a]: x "t"\n[b]: https://y.example', '[a]: new:x "t"\n[b]: https://y.example'],
	[
		'[a](https://x.example) [b](#c) [d](mailto:e@x.example)',
		'[a](https://x.example) [b](#c) [d](mailto:e@x.example)',
	],
	['```\n<b> [a](x) {{site.baseurl}}/img\n```', '```\n<b> [a](x) /img\n```'],
	['`<b>` and ``[a](x) ` b``', '`<b>` and ``[a](x) ` b``'],
	['~~~\n[a](x)', '~~~\n[a](x)'],
])('%j reads %j', (source, markdown) => {
	expect(convert(source).markdown).toBe(markdown);
});

test('what cannot be carried over is reported', () => {
	const { markdown, notes } = convert(
		'{% include video.html id="1" %}<table><tr><td>a</td></tr></table><iframe src="https://forms.example/1"></iframe>',
	);
	expect(markdown).toBe('a\n\n<https://forms.example/1>');
	expect(notes.map(({ key, args }) => [key, args['tag']])).toEqual([
		['archives.note-liquid', '{% include video.html id="1" %}'],
		['archives.note-html', 'table'],
		['archives.note-embed', 'https://forms.example/1'],
	]);
});

test.each([
	'<',
	'<a ',
	'<!--',
	'[',
	'![',
	'[a](',
	'{{',
	'{% raw %}',
	'`',
	'<a href="',
	'<div ',
	'</a>',
	'{: ',
	'<script>',
])('many of %j take no long time', async (piece) => {
	expect(await effortOf(() => convert(piece.repeat(250_000 / piece.length)))).toBeLessThan(TOO_MUCH_MS);
});
