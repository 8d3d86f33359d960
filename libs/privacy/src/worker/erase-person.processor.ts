import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { ErasureService } from '../erasure.service';
import { ErasePerson, erasePersonJob } from '../jobs/privacy.queue';

@Injectable()
@HandlesJob(erasePersonJob)
export class ErasePersonProcessor implements JobHandler<ErasePerson> {
  constructor(private readonly erasures: ErasureService) {}

  handle({ requestId }: ErasePerson): Promise<void> {
    return this.erasures.proceed(requestId);
  }
}
