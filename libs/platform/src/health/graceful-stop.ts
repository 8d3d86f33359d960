import { INestApplication } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readiness } from './readiness';

/**
 * Ends the process on SIGTERM or SIGINT without failing a request (assurance R8): it says at once that it is not ready,
 * serves on for `drainMs` while balancers turn to others, then answers what is under way and closes. A second signal
 * ends it at once.
 */
export function stopOnSignal(app: INestApplication, drainMs: number): void {
  const stop = async (): Promise<void> => {
    app.get(Readiness).announceStop();
    await sleep(drainMs);
    await app.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (app.get(Readiness).isStopping) process.exit(1);
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}
