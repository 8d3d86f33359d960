import { Injectable } from '@nestjs/common';
import { GraduateStatus } from '@sxbq/graduates';
import { ApplicationStatus } from '@sxbq/placement';
import type { RowReader, Transaction } from '@sxbq/platform';
import { PostingStatus } from '@sxbq/postings';
import { IdIndex } from '../domain/deferred-acceptance/id-index';
import type { FrozenRound } from '../domain/score-round';
import { MatchStatus, ParticipationStatus } from '../domain/round-status';
import { PairRows } from './pair-rows';

/** Graduates, or postings, whose rows are read in one statement. */
const IDS_PER_PAGE = 1_000;

export interface RoundToRead {
  readonly id: number;
  readonly seed: string;
  /** The pass that is computed, from 1. */
  readonly number: number;
  readonly today: string;
}

type Ids = Pick<FrozenRound, 'graduates' | 'postings'>;

/** A round's frozen ranks in columns, from one snapshot, page by page: what is in memory is the columns. */
@Injectable()
export class RoundInputRepository {
  async read(reader: RowReader, round: RoundToRead): Promise<FrozenRound> {
    const ids: Ids = { graduates: await graduates(reader, round), postings: await postings(reader, round) };
    const barred = await this.barred(reader, round, ids);
    const isBarred = pairTest(barred);
    const wishes = await this.pages(reader, 'round_wish', 'graduate_id', ids.graduates.ids, round, ids, isBarred);
    const rankings = await this.pages(reader, 'round_ranking', 'job_posting_id', ids.postings.ids, round, ids);
    return {
      seed: round.seed,
      ...ids,
      wishes: { ...wishes.pairs(), ranks: wishes.values() },
      rankings: { ...rankings.pairs(), ranks: rankings.values() },
      barred: barred.pairs(),
    };
  }

  /** Whether there is anybody to be matched with anything. */
  async hasParticipants(tx: Transaction, round: Pick<RoundToRead, 'id' | 'today'>): Promise<boolean> {
    const [found] = (await tx.query(
      `SELECT EXISTS (SELECT 1 ${GRADUATES.sql}) AS people,
              EXISTS (SELECT 1 ${POSTINGS.sql}) AS offers`,
      [...GRADUATES.params(round.id), ...POSTINGS.params(round)],
    )) as [{ people: number; offers: number }];
    return Boolean(found.people) && Boolean(found.offers);
  }

  /** Pairs that an officer struck, and those of earlier passes: who was proposed once is not proposed again. */
  private async barred(reader: RowReader, { id, number }: RoundToRead, ids: Ids): Promise<PairRows> {
    const rows = await reader.rows<[number, number]>(
      `SELECT graduate_id, job_posting_id FROM round_exclusion WHERE round_id = ?
        UNION
       SELECT m.graduate_id, m.job_posting_id FROM round_match m JOIN round_pass p ON p.id = m.pass_id
        WHERE m.round_id = ? AND p.number < ? AND m.status <> ?`,
      [id, id, number, MatchStatus.UNPLACED],
    );
    return ofParticipants(
      rows.map(([graduate, posting]) => [graduate, posting, 0] as const),
      ids,
    );
  }

  private async pages(
    reader: RowReader,
    table: 'round_wish' | 'round_ranking',
    key: 'graduate_id' | 'job_posting_id',
    keys: Uint32Array,
    { id }: RoundToRead,
    ids: Ids,
    isBarred: (graduate: number, posting: number) => boolean = () => false,
  ): Promise<PairRows> {
    const kept = new PairRows();
    const knows = participants(ids);
    for (let first = 0; first < keys.length; first += IDS_PER_PAGE) {
      const last = Math.min(first + IDS_PER_PAGE, keys.length) - 1;
      const rows = await reader.rows<[number, number, number]>(
        `SELECT graduate_id, job_posting_id, \`rank\` FROM ${table} WHERE round_id = ? AND ${key} BETWEEN ? AND ?`,
        [id, keys[first], keys[last]],
      );
      for (const [graduate, posting, rank] of rows) {
        if (knows(graduate, posting) && !isBarred(graduate, posting)) kept.add(graduate, posting, rank);
      }
    }
    return kept;
  }
}

/** Who enrolled and still looks for work. */
const GRADUATES = {
  sql: `FROM round_graduate e JOIN graduate g ON g.id = e.graduate_id
      WHERE e.round_id = ? AND e.status = ? AND g.status = ?`,
  params: (roundId: number) => [roundId, ParticipationStatus.ENROLLED, GraduateStatus.AVAILABLE],
};

const CAPACITY =
  'LEAST(CAST(e.seats AS SIGNED) - COALESCE(c.confirmed, 0), CAST(p.heads AS SIGNED) - CAST(p.taken AS SIGNED))';

/** What is enrolled, shown today and has places: of those put into the round, and of all it has. */
const POSTINGS = {
  columns: `e.job_posting_id, e.completes, ${CAPACITY} AS capacity`,
  sql: `FROM round_posting e JOIN job_posting p ON p.id = e.job_posting_id
       LEFT JOIN (SELECT m.job_posting_id, COUNT(*) AS confirmed
                    FROM round_match m JOIN application a ON a.id = m.application_id
                   WHERE m.round_id = ? AND a.status IN (?) GROUP BY m.job_posting_id) c
              ON c.job_posting_id = e.job_posting_id
      WHERE e.round_id = ? AND e.status = ? AND p.status = ? AND p.valid_until >= ?
        AND ${CAPACITY} > 0`,
  params: ({ id, today }: Pick<RoundToRead, 'id' | 'today'>) => [
    id,
    [ApplicationStatus.ACCEPTED, ApplicationStatus.PLACED],
    id,
    ParticipationStatus.ENROLLED,
    PostingStatus.LIVE,
    today,
  ],
};

async function graduates(reader: RowReader, { id }: RoundToRead): Promise<FrozenRound['graduates']> {
  const rows = await reader.rows<[number, number, number]>(
    `SELECT e.graduate_id, e.completes, g.suggestions_opted_out ${GRADUATES.sql} ORDER BY e.graduate_id`,
    GRADUATES.params(id),
  );
  return {
    ids: Uint32Array.from(rows, ([graduate]) => graduate),
    completes: Uint8Array.from(rows, ([, completes]) => completes),
    optedOut: Uint8Array.from(rows, ([, , optedOut]) => optedOut),
  };
}

async function postings(reader: RowReader, round: RoundToRead): Promise<FrozenRound['postings']> {
  const rows = await reader.rows<[number, number, number | string]>(
    `SELECT ${POSTINGS.columns} ${POSTINGS.sql} ORDER BY e.job_posting_id`,
    POSTINGS.params(round),
  );
  return {
    ids: Uint32Array.from(rows, ([posting]) => posting),
    completes: Uint8Array.from(rows, ([, completes]) => completes),
    capacities: Int32Array.from(rows, ([, , capacity]) => Number(capacity)),
  };
}

function participants({ graduates: people, postings: offers }: Ids): (graduate: number, posting: number) => boolean {
  const graduateIndex = new IdIndex(people.ids);
  const postingIndex = new IdIndex(offers.ids);
  return (graduate, posting) => graduateIndex.of(graduate) >= 0 && postingIndex.of(posting) >= 0;
}

function ofParticipants(rows: readonly (readonly [number, number, number])[], ids: Ids): PairRows {
  const kept = new PairRows();
  const knows = participants(ids);
  for (const [graduate, posting, value] of rows) if (knows(graduate, posting)) kept.add(graduate, posting, value);
  return kept;
}

function pairTest(barred: PairRows): (graduate: number, posting: number) => boolean {
  const { graduateIds, postingIds } = barred.pairs();
  const pairs = new Set<string>();
  for (let row = 0; row < graduateIds.length; row++) pairs.add(`${graduateIds[row]}/${postingIds[row]}`);
  return pairs.size === 0 ? () => false : (graduate, posting) => pairs.has(`${graduate}/${posting}`);
}
