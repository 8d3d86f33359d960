import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import './assessment.permissions';
import { assessmentEntities } from './persistence/assessment-entities';
import { PublishedRankingsRepository } from './persistence/published-rankings.repository';
import { PublishedRankingsService } from './published-rankings.service';

/** The year's end: schemes, the run, marks, notice, ranking and its sealed proof; for any process. */
@Module({
  imports: [TypeOrmModule.forFeature(assessmentEntities), AuditModule, IdentityModule],
  providers: [PublishedRankingsRepository, PublishedRankingsService],
  exports: [PublishedRankingsService],
})
export class AssessmentModule {}
