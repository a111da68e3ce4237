// One command from a bare clone to a running site: node bin/up.js
import { become } from './steps.js';

await become('src/main.js');
