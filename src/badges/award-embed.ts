export const EMBED_SIZE = { width: 420, height: 140 } as const;

/** HTML that shows an award in somebody's page. `pageUrl` is ours; `name` is anybody's text. */
export function embedCode(pageUrl: string, name: string): string {
	const { width, height } = EMBED_SIZE;
	return `<iframe src="${pageUrl}/embed" width="${width}" height="${height}" title="${escapeHtml(name)}" loading="lazy" style="border:0"></iframe>`;
}

export const embedStyle = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.35 system-ui,sans-serif}
a{display:flex;gap:16px;align-items:center;box-sizing:border-box;min-height:140px;padding:14px 18px;border:1px solid light-dark(#d9d0bf,#463e36);border-radius:10px;background:light-dark(#fffdf9,#26211d);color:light-dark(#26211d,#ece6da);text-decoration:none}
img{flex:none}
p{margin:0;overflow-wrap:anywhere}
strong{font-size:19px}
small{color:light-dark(#655c50,#b1a797)}`;

/** The whole small page in the frame. Links lead out of it. */
export function embedHtml(award: {
	language: string;
	name: string;
	person: string;
	line: string;
	imageUrl: string;
	pageUrl: string;
}): string {
	const { language, name, person, line, imageUrl, pageUrl } = award;
	return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escapeHtml(name)}</title><style>${embedStyle}</style></head>
<body><a href="${pageUrl}" target="_blank" rel="noopener"><img src="${imageUrl}" alt="" width="104" height="104"><div><p><strong>${escapeHtml(name)}</strong></p><p>${escapeHtml(person)}</p><p><small>${escapeHtml(line)}</small></p></div></a></body>
</html>
`;
}

function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
