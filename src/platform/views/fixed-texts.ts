import handlebars from 'handlebars';

type Lookup = (helper: string, argument: string) => string | undefined;

/**
 * Replaces helper calls whose result is known beforehand, such as `{{t "courses.join"}}`, by that result, in
 * the text of a template and as arguments of other calls. `lookup` says what a helper makes of its one string.
 */
class FixedTexts extends handlebars.Visitor {
	readonly mutating = true;

	constructor(private readonly known: { lookup: Lookup }) {
		super();
	}

	override MustacheStatement(node: hbs.AST.MustacheStatement) {
		super.MustacheStatement(node);
		const text = this.known.lookup(...callOf(node));
		if (text === undefined || !node.escaped) return undefined;
		const value =
			node.path.type === 'PathExpression' && isMarkup(node) ? text : handlebars.Utils.escapeExpression(text);
		return { type: 'ContentStatement', value, original: value, loc: node.loc };
	}

	override SubExpression(node: hbs.AST.SubExpression) {
		super.SubExpression(node);
		const text = this.known.lookup(...callOf(node));
		if (text === undefined || isMarkup(node)) return undefined;
		return { type: 'StringLiteral', value: text, original: text, loc: node.loc };
	}
}

type Call = hbs.AST.MustacheStatement | hbs.AST.SubExpression;

function isMarkup(node: Call): boolean {
	return 'original' in node.path && node.path.original === 'icon';
}

function callOf({ path, params, hash }: Call): [string, string] {
	const [argument] = params;
	const isFixed =
		params.length === 1 && !hash?.pairs.length && argument?.type === 'StringLiteral' && 'value' in argument;
	return isFixed && 'original' in path ? [String(path.original), String(argument.value)] : ['', ''];
}

/** The parsed template with all that is fixed written out. */
export function fixTexts(source: string, lookup: Lookup): hbs.AST.Program {
	const program = handlebars.parse(source);
	new FixedTexts({ lookup }).accept(program);
	return program;
}
