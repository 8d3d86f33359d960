import 'reflect-metadata';
import { once } from 'node:events';
import { dataSourceOptions, loadConfig, Migrator } from '@sxbq/platform';
import { DataSource } from 'typeorm';

/**
 * A process that migrates: says READY, waits for a line, says what it ran. With a number it kills itself while the server
 * is at that statement.
 */
async function main(fatal: number): Promise<void> {
  const config = loadConfig({ LOG_LEVEL: 'error', ...process.env, NODE_ENV: 'test' });
  const url = config.DATABASE_MIGRATION_URL as string;
  const source = await new DataSource(dataSourceOptions({ ...config, DATABASE_URL: url })).initialize();
  if (fatal > 0) dieAt(source, fatal);
  process.stdout.write('READY\n');
  await once(process.stdin, 'data');
  const names = await new Migrator(source, { ...config, DATABASE_MIGRATION_URL: undefined }).migrate();
  await source.destroy();
  process.stdout.write(`RAN ${JSON.stringify(names)}\n`);
  process.stdin.destroy();
}

function dieAt(source: DataSource, fatal: number): void {
  const create = source.createQueryRunner.bind(source);
  let count = 0;
  source.createQueryRunner = (mode) => {
    const runner = create(mode);
    const run = runner.query.bind(runner) as (...statement: unknown[]) => Promise<unknown>;
    runner.query = ((...statement: unknown[]) => {
      const answer = run(...statement);
      // The statement has been written to the socket by the time the kill arrives; nobody reads its answer.
      if (++count === fatal) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1);
      return answer;
    }) as typeof runner.query;
    return runner;
  };
}

void main(Number(process.argv[3] ?? 0));
