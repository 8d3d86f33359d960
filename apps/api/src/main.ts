import 'reflect-metadata';
import { backgroundOutput, createLogger, loadConfig } from '@sxbq/platform';
import { stopOnSignal, tellLauncherWhenReady } from '@sxbq/platform/health';
import { createApi } from './create-api';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'api', backgroundOutput());
  const app = await createApi({ config, logger });
  stopOnSignal(app, config.SHUTDOWN_DRAIN_MS);
  await app.listen(config.PORT, config.HOST);
  logger.info({ address: await app.getUrl() }, 'api is listening');
  void tellLauncherWhenReady(app).catch(() => undefined);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
