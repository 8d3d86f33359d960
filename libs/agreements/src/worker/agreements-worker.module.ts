import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements.module';
import { ExpireDraftsProcessor } from './expire-drafts.processor';

@Module({ imports: [AgreementsModule], providers: [ExpireDraftsProcessor] })
export class AgreementsWorkerModule {}
