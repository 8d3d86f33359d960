import { Module } from '@nestjs/common';
import { AgreementsModule } from '@sxbq/agreements';
import { TrainingModule } from '../training.module';
import { TrainingFieldsResolver } from './training-fields.resolver';
import { TrainingResolver } from './training.resolver';

@Module({ imports: [TrainingModule, AgreementsModule], providers: [TrainingResolver, TrainingFieldsResolver] })
export class TrainingGraphqlModule {}
