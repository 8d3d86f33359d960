import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity.module';
import { PruneSignInsProcessor } from './prune-sign-ins.processor';

@Module({ imports: [IdentityModule], providers: [PruneSignInsProcessor] })
export class IdentityWorkerModule {}
