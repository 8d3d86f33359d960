import { rankingTwice, rankInvalid, rankTwice, wishTwice } from '../matching.errors';
import { tooManyWishes } from '../round.errors';
import { MAX_RANK } from './deferred-acceptance/market';

export interface RankedPosting {
  readonly jobPostingId: number;
  /** From 1. */
  readonly rank: number;
}

export interface RankedGraduate {
  readonly graduateId: number;
  /** From 1; an equal rank is a tie. */
  readonly rank: number;
}

/**
 * A graduate's list as given: strict, each posting once, not longer than the round allows.
 *
 * @throws TOO_MANY_WISHES, RANK_INVALID, RANK_TWICE, WISH_TWICE
 */
export function assertWishes(graduateId: number, wishes: readonly RankedPosting[], longest: number): void {
  if (wishes.length > longest) throw tooManyWishes(wishes.length, longest);
  const ranks = new Set<number>();
  const postings = new Set<number>();
  for (const { jobPostingId, rank } of wishes) {
    if (!isRank(rank)) throw rankInvalid(graduateId, jobPostingId);
    if (ranks.has(rank)) throw rankTwice(graduateId, rank);
    if (postings.has(jobPostingId)) throw wishTwice(graduateId, jobPostingId);
    ranks.add(rank);
    postings.add(jobPostingId);
  }
}

/** @throws RANK_INVALID, RANKING_TWICE */
export function assertRankings(jobPostingId: number, rankings: readonly RankedGraduate[]): void {
  const graduates = new Set<number>();
  for (const { graduateId, rank } of rankings) {
    if (!isRank(rank)) throw rankInvalid(graduateId, jobPostingId);
    if (graduates.has(graduateId)) throw rankingTwice(graduateId, jobPostingId);
    graduates.add(graduateId);
  }
}

const isRank = (rank: number): boolean => Number.isInteger(rank) && rank >= 1 && rank <= MAX_RANK;
