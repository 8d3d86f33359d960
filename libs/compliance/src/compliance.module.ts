import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@sxbq/identity';
import { SchoolsModule } from '@sxbq/schools';
import { AuditModule } from '@sxbq/audit';
import { ComplianceEvaluator } from './compliance-evaluator';
import { ComplianceRecomputeService } from './compliance-recompute.service';
import { ComplianceRunsService } from './compliance-runs.service';
import { ComplianceService } from './compliance.service';
import './compliance.permissions';
import { BoardRepository } from './persistence/board.repository';
import { ComplianceContradiction } from './persistence/compliance-contradiction.entity';
import { ComplianceDaily } from './persistence/compliance-daily.entity';
import { ComplianceFacts } from './persistence/compliance-facts.entity';
import { ComplianceResult } from './persistence/compliance-result.entity';
import { ComplianceRun } from './persistence/compliance-run.entity';
import { FactsVersionsRepository } from './persistence/facts-versions.repository';
import { ResultsRepository } from './persistence/results.repository';
import { RunsRepository } from './persistence/runs.repository';

/** Computes, keeps and answers the six indicators; for any process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      ComplianceResult,
      ComplianceDaily,
      ComplianceRun,
      ComplianceFacts,
      ComplianceContradiction,
    ]),
    AuditModule,
    IdentityModule,
    SchoolsModule,
  ],
  providers: [
    ComplianceEvaluator,
    ComplianceService,
    ComplianceRecomputeService,
    ComplianceRunsService,
    BoardRepository,
    ResultsRepository,
    FactsVersionsRepository,
    RunsRepository,
  ],
  exports: [ComplianceEvaluator, ComplianceService, ComplianceRecomputeService, ComplianceRunsService],
})
export class ComplianceModule {}
