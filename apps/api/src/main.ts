import 'reflect-metadata';
import { backgroundOutput, createLogger, loadConfig } from '@sxbq/platform';
import { InnerServer, stopOnSignal, tellLauncherWhenReady } from '@sxbq/platform/health';
import { createApi } from './create-api';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'api', backgroundOutput());
  const app = await createApi({ config, logger });
  stopOnSignal(app, config.SHUTDOWN_DRAIN_MS);
  const inner = await app.get(InnerServer).listen(config.INNER_PORT, config.INNER_HOST);
  await app.listen(config.PORT, config.HOST);
  logger.info({ address: await app.getUrl(), inner }, 'api is listening');
  void tellLauncherWhenReady(app).catch(() => undefined);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
