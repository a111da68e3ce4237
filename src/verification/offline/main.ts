import { checkFiles } from './check-files.js';
import { start } from './page.js';

start(checkFiles);
