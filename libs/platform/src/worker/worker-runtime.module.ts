import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobRunner } from './job-runner';
import { OutboxRelay } from './outbox-relay';
import { Scheduler } from './schedules';

@Module({
  imports: [DiscoveryModule],
  providers: [JobRunner, OutboxRelay, Scheduler],
  exports: [OutboxRelay, Scheduler],
})
export class WorkerRuntimeModule {}
