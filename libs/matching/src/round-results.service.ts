import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { EntityId, groupBy, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { explainRoundResult, RoundExplanation } from './domain/explain-round-result';
import { MatchStatus } from './domain/round-status';
import { unpackChoices } from './persistence/round-choices.codec';
import { ExclusionRow, RoundExclusionsRepository } from './persistence/round-exclusions.repository';
import { RoundGraduatesRepository } from './persistence/round-graduates.repository';
import { MatchRow, RoundMatchesRepository } from './persistence/round-matches.repository';
import { PassRow } from './persistence/round-passes.repository';
import { RoundRunsService } from './round-runs.service';
import { matchNotFound } from './round.errors';
import { RoundsService } from './rounds.service';

/** What a published pass says to one graduate. */
export type RoundResult = Pick<
  MatchRow,
  'roundId' | 'graduateId' | 'passNumber' | 'jobPostingId' | 'status' | 'reason' | 'answeredAt' | 'applicationId'
> &
  RoundExplanation & {
    /** What officers decided about the graduate in this round. */
    readonly exclusions: readonly Pick<ExclusionRow, 'jobPostingId' | 'reason' | 'decidedAt'>[];
  };

/** Totals of a pass, of nobody in particular. */
export interface PassFigures {
  readonly pass: PassRow;
  readonly counts: ReadonlyMap<MatchStatus, number>;
}

/** Published results: each side its own, bureaus totals. */
@Injectable()
export class RoundResultsService {
  constructor(
    private readonly rounds: RoundsService,
    private readonly runs: RoundRunsService,
    private readonly matches: RoundMatchesRepository,
    private readonly graduates: RoundGraduatesRepository,
    private readonly exclusions: RoundExclusionsRepository,
  ) {}

  /** The graduate's results, latest pass first. ROUND_NOT_FOUND; ROUND_MATCH_NOT_FOUND before the first publication. */
  async ofGraduate(principal: Principal, roundId: EntityId, graduateId: EntityId): Promise<RoundResult[]> {
    assertPermission(principal, 'matching.answerRound');
    await this.rounds.get(principal, roundId);
    const matches = await this.matches.ofGraduate(rowScopeOf(principal), roundId, graduateId);
    if (matches.length === 0) throw matchNotFound();
    const wishes = (await this.graduates.wishes(roundId, [graduateId])).get(graduateId) ?? [];
    const exclusions = await this.exclusions.ofGraduate(roundId, graduateId);
    return matches.map((match) => ({
      ...match,
      ...explainRoundResult(unpackChoices(match.choices), wishes),
      exclusions,
    }));
  }

  /** Whom the published passes found for the enterprise's posting. */
  async ofPosting(
    principal: Principal,
    roundId: EntityId,
    jobPostingId: EntityId,
    page: PageRequest,
  ): Promise<Page<MatchRow>> {
    assertPermission(principal, 'matching.offerInRound');
    await this.rounds.get(principal, roundId);
    return this.matches.ofPosting(rowScopeOf(principal), roundId, jobPostingId, page);
  }

  /** First to last; of an unpublished pass for who may run the round, so that it can be judged before anybody sees it. */
  async figures(principal: Principal, roundId: EntityId): Promise<PassFigures[]> {
    assertPermission(principal, 'matching.readRoundFigures');
    await this.rounds.get(principal, roundId);
    const passes = (await this.runs.ofRounds(principal, [roundId])).get(roundId) ?? [];
    const counts = groupBy(await this.matches.counts(passes.map(({ id }) => id)), ({ passId }) => passId);
    return passes.map((pass) => ({
      pass,
      counts: new Map((counts.get(pass.id) ?? []).map(({ status, count }) => [status, count])),
    }));
  }
}
