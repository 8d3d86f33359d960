import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssessmentModule } from '@sxbq/assessment';
import { AuditModule } from '@sxbq/audit';
import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { SchoolsModule } from '@sxbq/schools';
import { ReportThreads } from './making/report-threads';
import { Report } from './persistence/report.entity';
import { ReportChunk } from './persistence/report-chunk.entity';
import { ReportRetention } from './persistence/report-retention';
import { ReportsRepository } from './persistence/reports.repository';
import { ReportMaker } from './report-maker.service';
import './reports.permissions';
import { ReportsService } from './reports.service';

/** Reports of rankings: asked for, made, fetched; for any process. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Report, ReportChunk]),
    AuditModule,
    IdentityModule,
    CataloguesModule,
    AssessmentModule,
    SchoolsModule,
  ],
  providers: [ReportsService, ReportMaker, ReportThreads, ReportsRepository, ReportRetention],
  exports: [ReportsService, ReportMaker],
})
export class ReportsModule {}
