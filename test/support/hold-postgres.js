// Starts the embedded PostgreSQL in the folder given, says so, and holds it until killed or told to stop.
import './typescript.js';

const { startEmbeddedPostgres } = await import('../../src/platform/database/embedded-postgres.ts');
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] });
process.on('SIGTERM', () => server.stop().then(() => process.exit()));
setInterval(() => undefined, 60_000);
console.log(server.url);
