import { DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config, CONFIG } from '../config/config';
import { Inbox } from '../messaging/inbox';
import { InboxMessage } from '../messaging/inbox-message.entity';
import { Outbox } from '../messaging/outbox';
import { SentMessagesRetention } from '../messaging/sent-messages.retention';
import { StorageAccount } from '../storage/storage-account.entity';
import { StorageQuotas } from '../storage/storage-quotas';
import { OutboxEvent } from '../messaging/outbox-event.entity';
import { ScheduleMark } from '../messaging/schedule-mark.entity';
import { DatabaseTimeLimits } from './bounded-driver';
import { ClockCheck } from './clock-check';
import { dataSourceOptions } from './data-source-options';
import { HotReads } from './hot-reads';
import { Migrator } from './migrator';
import { SnapshotReader } from './snapshot-reader';
import { UnitOfWork } from './unit-of-work';

/** The database for every lib; `timeLimits` where people wait for the answer. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([OutboxEvent, InboxMessage, ScheduleMark, StorageAccount])],
  providers: [
    ClockCheck,
    UnitOfWork,
    SnapshotReader,
    HotReads,
    Outbox,
    Inbox,
    Migrator,
    StorageQuotas,
    SentMessagesRetention,
  ],
  exports: [ClockCheck, UnitOfWork, SnapshotReader, HotReads, Outbox, Inbox, Migrator, StorageQuotas],
})
export class DatabaseModule {
  static forRoot(timeLimits?: DatabaseTimeLimits): DynamicModule {
    const connection = TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        ...dataSourceOptions(config, timeLimits),
        autoLoadEntities: true,
        retryAttempts: 3,
      }),
    });
    return { module: DatabaseModule, imports: [connection] };
  }
}
