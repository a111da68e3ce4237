// Takes the pictures in docs/screenshots from a throw-away site with the demo.
import { checkNode, install, root, say } from './steps.js';

checkNode();
install();
process.chdir(root);
await import('../test/support/typescript.js');
const { takeScreenshots } = await import('../test/support/screenshots.ts');
for await (const path of takeScreenshots('docs/screenshots')) say(path);
process.exit(0);
