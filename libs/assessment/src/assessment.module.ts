import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import './assessment.permissions';
import { assessmentEntities } from './persistence/assessment-entities';

/** The year's end: schemes, the run, marks, notice, ranking and its sealed proof; for any process. */
@Module({
  imports: [TypeOrmModule.forFeature(assessmentEntities), AuditModule, IdentityModule],
  providers: [],
  exports: [],
})
export class AssessmentModule {}
