import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobRunner } from './job-runner';
import { MissedSchedules } from './missed-schedules';
import { OutboxRelay } from './outbox-relay';
import { Pause } from './pause';
import { ScheduleMarks } from './schedule-marks';
import { Scheduler } from './schedules';

@Module({
  imports: [DiscoveryModule],
  providers: [JobRunner, OutboxRelay, Scheduler, Pause, ScheduleMarks, MissedSchedules],
  exports: [OutboxRelay, Scheduler],
})
export class WorkerRuntimeModule {}
