import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { QueueDepthCollector } from './queue-depth';
import { Readiness } from './readiness';

@Module({ controllers: [HealthController], providers: [Readiness, QueueDepthCollector] })
export class HealthModule {}
