// Starts throw-away services, tells of them, and waits to be killed; with --end it stops them again.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { LOCAL } from '../paths.mjs';
import { startThrowaway } from '../throwaway.mjs';

const services = await startThrowaway();
if (process.argv.includes('--end')) {
  await services.stop();
} else {
  const [name] = readdirSync(path.join(LOCAL, 'throwaway'));
  const directory = path.join(LOCAL, 'throwaway', name);
  const { servers } = JSON.parse(readFileSync(path.join(directory, 'owner.json'), 'utf8'));
  process.stdout.write(`ready ${JSON.stringify({ directory, servers: servers.map((server) => server.process) })}\n`);
  setInterval(() => {}, 60_000);
}
