import { DataSource, MigrationExecutor, QueryRunner } from 'typeorm';
import { MigrationSteps } from './migration-steps';
import { Statements, StepLog } from './step-log';

/** The last migration that a release had whose runner kept no steps: those up to it may be half done without a record. */
const LAST_WITHOUT_STEPS = 20;

/**
 * Runs what the database has not run yet, on one connection, and gives the names. Whoever is killed on the way leaves a
 * database on which it goes on where it stopped.
 */
export async function runMigrations(owner: DataSource, runner: QueryRunner): Promise<string[]> {
  const executor = new MigrationExecutor(owner, runner);
  await executor.showMigrations(); // makes the table of migrations
  const pending = await executor.getPendingMigrations();
  if (pending.length === 0) return [];
  const run = runner.query.bind(runner) as Statements;
  await StepLog.prepare(run);
  for (const { name, timestamp, instance } of pending) {
    const log = await StepLog.of(run, name);
    const steps = new MigrationSteps(name, run, log, timestamp <= LAST_WITHOUT_STEPS);
    // On the runner itself: whatever a migration uses, its manager and its builders too, ends in this method.
    runner.query = ((...statement: Parameters<Statements>) => steps.query(...statement)) as QueryRunner['query'];
    try {
      await instance?.up(runner);
      await steps.finish(timestamp);
    } finally {
      runner.query = run as QueryRunner['query'];
      await steps.abandon();
    }
  }
  return pending.map(({ name }) => name);
}
