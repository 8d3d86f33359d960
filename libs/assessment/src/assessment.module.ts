import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import { AssessmentFactsModule } from './assessment-facts.module';
import { AssessmentRunsService } from './assessment-runs.service';
import { AssessmentSchemesService } from './assessment-schemes.service';
import { AssessmentSteps } from './assessment-steps';
import { AssessmentTasksService } from './assessment-tasks.service';
import './assessment.permissions';
import { AttachmentsService } from './attachments.service';
import { FreezingService } from './freezing.service';
import { MarkerLotsService } from './marker-lots.service';
import { MarkerPanelService } from './marker-panel.service';
import { MarkingService } from './marking.service';
import { ModerationService } from './moderation.service';
import { NoticeService } from './notice.service';
import { ObjectionsService } from './objections.service';
import { assessmentEntities } from './persistence/assessment-entities';
import { BundlesRepository } from './persistence/bundles.repository';
import { MarkersRepository } from './persistence/markers.repository';
import { MarksRepository } from './persistence/marks.repository';
import { ObjectionsRepository } from './persistence/objections.repository';
import { RankingsRepository } from './persistence/rankings.repository';
import { RecordedFactsRepository } from './persistence/recorded-facts.repository';
import { RunsRepository } from './persistence/runs.repository';
import { SchemesRepository } from './persistence/schemes.repository';
import {
  AttachmentRetention,
  NarrativeRetention,
  UnfinishedAttachmentRetention,
} from './persistence/assessment-retention';
import { SelfScorePersonalData } from './persistence/self-score-personal-data';
import { SelfScoresRepository } from './persistence/self-scores.repository';
import { SnapshotsRepository } from './persistence/snapshots.repository';
import { PublishedRankingsRepository } from './persistence/published-rankings.repository';
import { PublicNoticeService } from './public-notice.service';
import { PublicationService } from './publication.service';
import { PublishedRankingsService } from './published-rankings.service';
import { RankingEvidenceService } from './ranking-evidence.service';
import { RankingBundlesService } from './ranking-bundles.service';
import { RankingsService } from './rankings.service';
import { RecordedFactsService } from './recorded-facts.service';
import { RunMaterials } from './run-material';
import { SelfScoresService } from './self-scores.service';
import { WhatIfService } from './what-if.service';

const repositories = [
  SchemesRepository,
  RunsRepository,
  RecordedFactsRepository,
  SnapshotsRepository,
  SelfScoresRepository,
  MarkersRepository,
  MarksRepository,
  ObjectionsRepository,
  RankingsRepository,
  BundlesRepository,
  PublishedRankingsRepository,
];

const personalData = [SelfScorePersonalData, UnfinishedAttachmentRetention, AttachmentRetention, NarrativeRetention];

const services = [
  AssessmentSchemesService,
  AssessmentRunsService,
  RecordedFactsService,
  SelfScoresService,
  AttachmentsService,
  MarkerPanelService,
  MarkingService,
  ModerationService,
  NoticeService,
  ObjectionsService,
  PublicationService,
  PublicNoticeService,
  RankingsService,
  RankingEvidenceService,
  RankingBundlesService,
  PublishedRankingsService,
  WhatIfService,
  AssessmentTasksService,
];

/** The year's end: schemes, the run, marks, notice, ranking and its sealed proof; for any process. */
@Module({
  imports: [TypeOrmModule.forFeature(assessmentEntities), AuditModule, IdentityModule, AssessmentFactsModule],
  providers: [
    ...repositories,
    ...personalData,
    ...services,
    AssessmentSteps,
    RunMaterials,
    FreezingService,
    MarkerLotsService,
  ],
  exports: services,
})
export class AssessmentModule {}
