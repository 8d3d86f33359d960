import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, LOGGER } from '@sxbq/platform';
import { Logger } from 'pino';
import { expirePostingsJob } from '../jobs/postings.queue';
import { PostingExpiryService } from '../posting-expiry.service';

@Injectable()
@HandlesJob(expirePostingsJob)
export class ExpirePostingsProcessor implements JobHandler<Record<string, never>> {
  constructor(
    private readonly expiry: PostingExpiryService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(): Promise<void> {
    this.logger.info({ expired: await this.expiry.run() }, 'postings expired');
  }
}
