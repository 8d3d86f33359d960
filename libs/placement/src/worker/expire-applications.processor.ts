import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, LOGGER } from '@sxbq/platform';
import { Logger } from 'pino';
import { ApplicationExpiryService } from '../application-expiry.service';
import { expireApplicationsJob } from '../jobs/placement.queue';

@Injectable()
@HandlesJob(expireApplicationsJob)
export class ExpireApplicationsProcessor implements JobHandler<Record<string, never>> {
  constructor(
    private readonly expiry: ApplicationExpiryService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(): Promise<void> {
    this.logger.info({ ended: await this.expiry.run() }, 'unanswered applications ended');
  }
}
