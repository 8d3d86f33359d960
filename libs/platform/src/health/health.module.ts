import { Module } from '@nestjs/common';
import { HealthController, LivenessController } from './health.controller';
import { InnerServer } from './inner-server';
import { QueueDepthCollector } from './queue-depth';
import { Readiness } from './readiness';

/** For a process whose only port is an inner one. */
@Module({ controllers: [LivenessController, HealthController], providers: [Readiness, QueueDepthCollector] })
export class HealthModule {}

/** For a process that strangers reach: they see that it lives; the rest is on a port of its own. */
@Module({ controllers: [LivenessController], providers: [Readiness, QueueDepthCollector, InnerServer] })
export class PublicHealthModule {}
