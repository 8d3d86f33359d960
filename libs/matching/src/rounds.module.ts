import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import { PlacementModule } from '@sxbq/placement';
import { LotSecrets, RandomLotSecrets } from './lot-secrets';
import { MatchingModule } from './matching.module';
import { RoundEvent } from './persistence/round-event.entity';
import { RoundExclusion } from './persistence/round-exclusion.entity';
import { RoundExclusionsRepository } from './persistence/round-exclusions.repository';
import { RoundGraduate } from './persistence/round-graduate.entity';
import { RoundGraduatesRepository } from './persistence/round-graduates.repository';
import { RoundInputRepository } from './persistence/round-input.repository';
import { RoundMatch } from './persistence/round-match.entity';
import { RoundMatchesRepository } from './persistence/round-matches.repository';
import { RoundPass } from './persistence/round-pass.entity';
import { RoundPassesRepository } from './persistence/round-passes.repository';
import { RoundPersonalData } from './persistence/round-personal-data';
import { RoundPosting } from './persistence/round-posting.entity';
import { RoundPostingsRepository } from './persistence/round-postings.repository';
import { RoundRanking } from './persistence/round-ranking.entity';
import { RoundWish } from './persistence/round-wish.entity';
import { MatchingRound } from './persistence/round.entity';
import { RoundsRepository } from './persistence/rounds.repository';
import { RoundChoicesRetention } from './persistence/matching-retention';
import { RoundAccess } from './round-access';
import { RoundAnswersService } from './round-answers.service';
import { RoundGraduatesService } from './round-graduates.service';
import { RoundLotsService } from './round-lots.service';
import { RoundOverridesService } from './round-overrides.service';
import { RoundPostingsService } from './round-postings.service';
import { RoundResultsService } from './round-results.service';
import { RoundRunsService } from './round-runs.service';
import { RoundScorings } from './round-scorings';
import { RoundSteps } from './round-steps';
import { RoundUpkeepService } from './round-upkeep.service';
import './round.permissions';
import { RoundsService } from './rounds.service';

/** Rounds of matching (双选会), for any process. */
@Module({
  imports: [
    AuditModule,
    IdentityModule,
    MatchingModule,
    PlacementModule,
    TypeOrmModule.forFeature([
      MatchingRound,
      RoundEvent,
      RoundGraduate,
      RoundPosting,
      RoundWish,
      RoundRanking,
      RoundExclusion,
      RoundPass,
      RoundMatch,
    ]),
  ],
  providers: [
    { provide: LotSecrets, useClass: RandomLotSecrets },
    RoundLotsService,
    RoundsRepository,
    RoundGraduatesRepository,
    RoundPostingsRepository,
    RoundPassesRepository,
    RoundInputRepository,
    RoundMatchesRepository,
    RoundExclusionsRepository,
    RoundPersonalData,
    RoundChoicesRetention,
    RoundAccess,
    RoundSteps,
    RoundScorings,
    RoundsService,
    RoundGraduatesService,
    RoundPostingsService,
    RoundRunsService,
    RoundAnswersService,
    RoundOverridesService,
    RoundResultsService,
    RoundUpkeepService,
  ],
  exports: [
    RoundsService,
    RoundLotsService,
    RoundGraduatesService,
    RoundPostingsService,
    RoundRunsService,
    RoundAnswersService,
    RoundOverridesService,
    RoundResultsService,
    RoundUpkeepService,
  ],
})
export class RoundsModule {}
