import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { rotateKeysJob } from '../jobs/privacy.queue';
import { KeyRotationService } from '../key-rotation.service';

@Injectable()
@HandlesJob(rotateKeysJob)
export class RotateKeysProcessor implements JobHandler<object> {
  constructor(private readonly keys: KeyRotationService) {}

  async handle(): Promise<void> {
    await this.keys.rotate();
  }
}
