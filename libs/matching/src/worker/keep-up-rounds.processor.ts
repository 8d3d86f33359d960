import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, LOGGER, QueueClient } from '@sxbq/platform';
import { Logger } from 'pino';
import { keepUpRoundsJob, proceedRoundPassJob } from '../jobs/rounds.queue';
import { RoundRunsService } from '../round-runs.service';
import { RoundUpkeepService } from '../round-upkeep.service';
import { passDeduplication } from './route-requested-passes';

/** Redis is disposable: a pass whose job was lost goes back on the queue. */
@Injectable()
@HandlesJob(keepUpRoundsJob)
export class KeepUpRoundsProcessor implements JobHandler<Record<string, never>> {
  constructor(
    private readonly upkeep: RoundUpkeepService,
    private readonly runs: RoundRunsService,
    private readonly queues: QueueClient,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(): Promise<void> {
    const stranded = await this.runs.stranded();
    for (const passId of stranded) {
      await this.queues.add(proceedRoundPassJob, { passId }, passDeduplication(passId));
    }
    const { closed, settled } = await this.upkeep.run();
    if (closed + settled + stranded.length > 0) {
      this.logger.info({ closed, settled, stranded: stranded.length }, 'rounds moved on');
    }
  }
}
