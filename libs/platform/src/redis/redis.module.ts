import { Global, Module } from '@nestjs/common';
import { Notifier } from './notifier';
import { RedisConnections } from './redis-connections';

@Global()
@Module({ providers: [RedisConnections, Notifier], exports: [RedisConnections, Notifier] })
export class RedisModule {}
