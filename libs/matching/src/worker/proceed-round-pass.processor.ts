import { Injectable } from '@nestjs/common';
import { HandlesJob, JobContext, JobHandler } from '@sxbq/platform';
import { ProceedRoundPass, proceedRoundPassJob } from '../jobs/rounds.queue';
import { RoundRunsService } from '../round-runs.service';

@Injectable()
@HandlesJob(proceedRoundPassJob)
export class ProceedRoundPassProcessor implements JobHandler<ProceedRoundPass> {
  constructor(private readonly runs: RoundRunsService) {}

  handle({ passId }: ProceedRoundPass, context: JobContext): Promise<void> {
    return this.runs.proceed(passId, context);
  }
}
