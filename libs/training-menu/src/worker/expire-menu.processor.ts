import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, LOGGER } from '@sxbq/platform';
import { Logger } from 'pino';
import { expireMenuJob } from '../jobs/training-menu.queue';
import { MenuExpiryService } from '../menu-expiry.service';

@Injectable()
@HandlesJob(expireMenuJob)
export class ExpireMenuProcessor implements JobHandler<Record<string, never>> {
  constructor(
    private readonly expiry: MenuExpiryService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(): Promise<void> {
    this.logger.info(await this.expiry.run(), 'training menu expired and reminded');
  }
}
