import { Global, Module } from '@nestjs/common';
import { QueueClient } from './queue-client';

@Global()
@Module({ providers: [QueueClient], exports: [QueueClient] })
export class JobsModule {}
