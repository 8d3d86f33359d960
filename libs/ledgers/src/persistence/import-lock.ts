import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Seconds of one wait; between waits the waiting import says so. */
const WAIT_SECONDS = 2;

/**
 * Lets one import at a time write, whatever the process. The lock is the connection's: it goes with a killed process.
 */
@Injectable()
export class ImportLock {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` once no other import is being written; `onWait` is called while one is. */
  async hold<T>(onWait: () => void, work: () => Promise<T>): Promise<T> {
    const name = `${String(this.dataSource.options.database)}.ledgers`.slice(-64);
    const runner = this.dataSource.createQueryRunner();
    try {
      while (!(await isGranted(runner.query('SELECT GET_LOCK(?, ?) AS granted', [name, WAIT_SECONDS])))) onWait();
      return await work();
    } finally {
      // A connection that is gone has let go of the lock already.
      await runner.query('SELECT RELEASE_LOCK(?)', [name]).catch(() => undefined);
      await runner.release();
    }
  }
}

async function isGranted(answer: Promise<unknown>): Promise<boolean> {
  const [row] = (await answer) as [{ granted: number | string | null }];
  return Number(row.granted) === 1;
}
