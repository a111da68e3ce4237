// The direction of imports. Features in the order of their dependencies, lowest first.
const order = ['accounts', 'drafts', 'schools', 'courses', 'invitations', 'sign-ups', 'tasks', 'discussions', 'credentials', 'archives', 'badges', 'designs', 'shelves', 'grants', 'applications', 'reviews', 'verification', 'transfers'];
const beside = ['activity', 'notifications', 'messages', 'catalogue', 'moderation'];
const top = ['shell', 'admin', 'demo'];
const roots = '^src/(app\\.module|site|main|worker|cli|schedule)\\.ts$';
const offered = '\\.(module|service|queries|entity|policy|events|page|form)\\.ts$';

const folders = (names) => `^src/(${names.join('|')})/`;

const upward = order.map((feature, index) => ({
	name: `${feature}-imports-left-only`,
	severity: 'error',
	from: { path: folders([feature]) },
	to: { path: folders([...order.slice(index + 1), ...beside, ...top]) },
}));

module.exports = {
	forbidden: [
		...upward,
		{
			name: 'platform-knows-no-feature',
			comment: 'config.ts is the one file above the platform that it may read.',
			severity: 'error',
			from: { path: '^src/platform/' },
			to: { path: '^src/', pathNot: '^src/(platform/|config\\.ts$)' },
		},
		{
			name: 'credentials-are-pure',
			severity: 'error',
			from: { path: '^src/credentials/' },
			to: { path: '^src/', pathNot: '^src/credentials/' },
		},
		{
			name: 'archives-are-pure',
			comment: 'The format of a course in a zip needs neither a database nor a page, only the rules of Markdown.',
			severity: 'error',
			from: { path: '^src/archives/' },
			to: { path: '^src/', pathNot: '^src/(archives|platform/markdown)/' },
		},
		...beside.map((feature) => ({
			name: `${feature}-stands-beside-its-neighbours`,
			severity: 'error',
			from: { path: folders([feature]) },
			to: { path: folders([...beside.filter((other) => other !== feature), ...top]) },
		})),
		{
			name: 'nobody-imports-the-top',
			severity: 'error',
			from: { path: '^src/', pathNot: [folders(top), roots] },
			to: { path: folders(top) },
		},
		{
			name: 'features-offer-few-files',
			comment: 'Between features only modules, services, queries, entities, policies, events, forms and page models.',
			severity: 'error',
			from: { path: '^src/([^/]+)/', pathNot: '^src/(platform|demo)/' },
			to: { path: '^src/[^/]+/', pathNot: [offered, '^src/(platform|credentials|archives|$1)/'] },
		},
		{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
		{
			name: 'migrations-import-nothing-of-ours',
			severity: 'error',
			from: { path: '^migrations/' },
			to: { path: '^src/' },
		},
		{
			name: 'tests-stay-outside',
			severity: 'error',
			from: { path: '^src/', pathNot: '\\.(test|sample)\\.ts$' },
			to: { path: '^(test/|src/.*\\.test\\.ts$)' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.test\\.ts$' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: { extensions: ['.ts', '.js'], conditionNames: ['import', 'node', 'default'] },
		parser: 'swc',
	},
};
