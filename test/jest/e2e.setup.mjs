// As for database tests; and a folder in which the journeys' logs and temporary files stay for the look at the end.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { LOCAL } from '../../docker/local/paths.mjs';
import setup from './services.setup.mjs';

/** @param {{maxWorkers: number}} globalConfig */
export default async function setupEndToEnd(globalConfig) {
  await setup(globalConfig);
  const folder = path.join(LOCAL, 'test-reports/left-behind');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'tmp'), { recursive: true });
  process.env.SXBQ_LEFT_BEHIND = folder;
  process.env.TMPDIR = path.join(folder, 'tmp');
}
