import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementsModule } from '@sxbq/agreements';
import { Trainee } from './persistence/trainee.entity';
import { TraineePersonalData } from './persistence/trainee-personal-data';
import { TraineeRepository } from './persistence/trainee.repository';
import { TrainingSession } from './persistence/training-session.entity';
import { TrainingSessionRepository } from './persistence/training-session.repository';
import { TraineesService } from './trainees.service';
import './training.permissions';
import { TrainingService } from './training.service';

@Module({
  imports: [TypeOrmModule.forFeature([TrainingSession, Trainee]), AgreementsModule],
  providers: [TrainingSessionRepository, TraineeRepository, TraineePersonalData, TrainingService, TraineesService],
  exports: [TrainingService, TraineesService],
})
export class TrainingModule {}
