// Lets plain Node run the project's TypeScript: what starts before or outside Jest needs it.
import { register } from 'node:module';

register('./typescript-hooks.js', import.meta.url);
