// Admin commands: npm run cli -- help
import { become } from './steps.js';

await become('src/cli.js');
