import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '@sxbq/kernel';
import { bootWhole, Config, NestLogger } from '@sxbq/platform';
import { Scheduler } from '@sxbq/platform/worker';
import { Logger } from 'pino';
import { schedules } from './schedules';
import { WorkerModule } from './worker.module';

/** The whole worker, running; tests make the same one. Its HTTP side serves health and metrics only. */
export async function createWorker(options: {
  config: Config;
  logger: Logger;
  clock?: Clock;
}): Promise<NestFastifyApplication> {
  return bootWhole(async (instrument) => {
    const app = await NestFactory.create<NestFastifyApplication>(WorkerModule.forRoot(options), new FastifyAdapter(), {
      logger: new NestLogger(options.logger),
      abortOnError: false,
      instrument,
    });
    await app.init();
    await app.get(Scheduler).keep(schedules);
    return app;
  });
}
