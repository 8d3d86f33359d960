import { INestApplicationContext } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readiness } from './readiness';

const LOOK_MS = 150;

/**
 * Tells the process that started this one, over the channel that only the two share, once it is ready: whoever asks a
 * port may be answered by another program. Nothing where there is no such channel.
 */
export async function tellLauncherWhenReady(app: INestApplicationContext): Promise<void> {
  if (!process.send) return;
  const readiness = app.get(Readiness, { strict: false });
  while (process.connected && !readiness.isStopping) {
    if ((await readiness.check()).ready) {
      process.send({ sxbq: 'ready' });
      return;
    }
    await sleep(LOOK_MS, undefined, { ref: false });
  }
}
