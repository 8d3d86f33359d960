import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, LOGGER } from '@sxbq/platform';
import { Logger } from 'pino';
import { DraftExpiryService } from '../draft-expiry.service';
import { expireDraftsJob } from '../jobs/agreement-drafts.queue';

@Injectable()
@HandlesJob(expireDraftsJob)
export class ExpireDraftsProcessor implements JobHandler<Record<string, never>> {
  constructor(
    private readonly expiry: DraftExpiryService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(): Promise<void> {
    this.logger.info(await this.expiry.run(), 'agreement drafts reminded and lapsed');
  }
}
