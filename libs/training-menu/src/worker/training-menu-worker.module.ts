import { Module } from '@nestjs/common';
import { TrainingMenuModule } from '../training-menu.module';
import { ExpireMenuProcessor } from './expire-menu.processor';

@Module({ imports: [TrainingMenuModule], providers: [ExpireMenuProcessor] })
export class TrainingMenuWorkerModule {}
