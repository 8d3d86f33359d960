import 'reflect-metadata';
import { backgroundOutput, createLogger, loadConfig } from '@sxbq/platform';
import { stopOnSignal, tellLauncherWhenReady } from '@sxbq/platform/health';
import { createWorker } from './create-worker';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'worker', backgroundOutput());
  const app = await createWorker({ config, logger });
  stopOnSignal(app, 0);
  await app.listen(config.WORKER_PORT, config.HOST);
  logger.info({ address: await app.getUrl() }, 'worker is running');
  void tellLauncherWhenReady(app).catch(() => undefined);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
