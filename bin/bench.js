import { become } from './steps.js';

await become('bench/main.js');
