import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementsModule } from '@sxbq/agreements';
import { Secondment } from './persistence/secondment.entity';
import { SecondmentRepository } from './persistence/secondment.repository';
import { TeacherPersonalData } from './persistence/teacher-personal-data';
import { SecondmentsService } from './secondments.service';
import './talent.permissions';

@Module({
  imports: [TypeOrmModule.forFeature([Secondment]), AgreementsModule],
  providers: [SecondmentRepository, TeacherPersonalData, SecondmentsService],
  exports: [SecondmentsService],
})
export class TalentModule {}
