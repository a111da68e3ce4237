// npm run bench: the pages; npm run bench -- awards: issuing a thousand badges.
import { become } from './steps.js';

await become(process.argv[2] === 'awards' ? 'bench/issue-1000.js' : 'bench/main.js');
