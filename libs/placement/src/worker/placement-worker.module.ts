import { Module } from '@nestjs/common';
import { PlacementModule } from '../placement.module';
import { ExpireApplicationsProcessor } from './expire-applications.processor';

@Module({ imports: [PlacementModule], providers: [ExpireApplicationsProcessor] })
export class PlacementWorkerModule {}
