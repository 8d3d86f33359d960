import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobRunner } from './job-runner';
import { OutboxRelay } from './outbox-relay';
import { PruneMessagesProcessor } from './prune-messages.processor';
import { Scheduler } from './schedules';

@Module({
  imports: [DiscoveryModule],
  providers: [JobRunner, OutboxRelay, Scheduler, PruneMessagesProcessor],
  exports: [OutboxRelay, Scheduler],
})
export class WorkerRuntimeModule {}
