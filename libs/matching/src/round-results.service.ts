import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { EntityId, groupBy, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { Applicant, ApplicantsService } from '@sxbq/placement';
import { explainRoundResult, RoundExplanation } from './domain/explain-round-result';
import { MatchStatus } from './domain/round-status';
import { unpackChoices } from './persistence/round-choices.codec';
import { ExclusionRow, RoundExclusionsRepository } from './persistence/round-exclusions.repository';
import { RoundGraduatesRepository } from './persistence/round-graduates.repository';
import { MatchCount, MatchRow, RoundMatchesRepository } from './persistence/round-matches.repository';
import { PassRow } from './persistence/round-passes.repository';
import { RoundPostingsService } from './round-postings.service';
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
export type PassFigures = Pick<PassRow, 'graduates' | 'postings' | 'seats' | 'placed'> &
  Readonly<
    Record<'waiting' | 'confirmed' | 'declined' | 'refused' | 'expired' | 'ended' | 'unplaced', number> & {
      pass: PassRow;
    }
  >;

/** Whom a pass found for a posting, as far as the enterprise may know them. */
export type RoundMatchOfPosting = MatchRow & { readonly applicant: Applicant | null };

/** Published results: each side its own, bureaus totals. */
@Injectable()
export class RoundResultsService {
  constructor(
    private readonly rounds: RoundsService,
    private readonly runs: RoundRunsService,
    private readonly postings: RoundPostingsService,
    private readonly applicants: ApplicantsService,
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

  /** Whom the published passes found for the enterprise's posting. POSTING_NOT_FOUND for another's. */
  async ofPosting(
    principal: Principal,
    roundId: EntityId,
    jobPostingId: EntityId,
    page: PageRequest,
  ): Promise<Page<RoundMatchOfPosting>> {
    const { enterpriseId } = await this.postings.own(principal, roundId, jobPostingId);
    const { items, total } = await this.matches.ofPosting(rowScopeOf(principal), roundId, jobPostingId, page);
    const ids = items.map(({ graduateId }) => graduateId);
    const applicants = await this.applicants.byGraduates(principal, enterpriseId, ids);
    return { items: items.map((item) => ({ ...item, applicant: applicants.get(item.graduateId) ?? null })), total };
  }

  /** First to last; of an unpublished pass for who may run the round, so that it can be judged before anybody sees it. */
  async figures(principal: Principal, roundId: EntityId): Promise<PassFigures[]> {
    assertPermission(principal, 'matching.readRoundFigures');
    await this.rounds.get(principal, roundId);
    const passes = (await this.runs.ofRounds(principal, [roundId])).get(roundId) ?? [];
    const counts = groupBy(await this.matches.counts(passes.map(({ id }) => id)), ({ passId }) => passId);
    return passes.map((pass) => figuresOf(pass, counts.get(pass.id) ?? []));
  }
}

function figuresOf(pass: PassRow, counts: readonly MatchCount[]): PassFigures {
  const { graduates, postings, seats, placed } = pass;
  const of = (...statuses: readonly MatchStatus[]): number =>
    counts.reduce((sum, { status, count }) => (statuses.includes(status) ? sum + count : sum), 0);
  return {
    pass,
    graduates,
    postings,
    seats,
    placed,
    waiting: of(MatchStatus.PROPOSED),
    confirmed: of(MatchStatus.CONFIRMED),
    declined: of(MatchStatus.DECLINED),
    refused: of(MatchStatus.REFUSED),
    expired: of(MatchStatus.EXPIRED),
    ended: of(MatchStatus.REJECTED, MatchStatus.WITHDRAWN),
    unplaced: of(MatchStatus.UNPLACED),
  };
}
