import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlRunner,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { RoundLotOrigin } from '../domain/round-lot';
import { OVER, RoundStatus } from '../domain/round-status';
import { RoundEvent } from './round-event.entity';
import { roundAffairsScope, roundDirectoryScope } from './round-scope';
import { MatchingRound } from './round.entity';

export type RoundRow = Readonly<Omit<MatchingRound, 'recordedAt' | 'active'>>;

export interface RoundFilter {
  readonly status?: RoundStatus | null;
  readonly graduationYear?: number | null;
}

export type NewRound = Pick<
  RoundRow,
  | 'title'
  | 'regionPrefix'
  | 'graduationYear'
  | 'seed'
  | 'lotOrigin'
  | 'drawSource'
  | 'drawOn'
  | 'lotSecret'
  | 'lotCommitment'
  | 'drawValue'
  | 'lotDrawnAt'
  | 'lotOfRoundId'
  | 'ruleVersion'
  | 'weightsId'
  | 'wishesUntil'
  | 'rankingUntil'
  | 'maxWishes'
  | 'passes'
  | 'answerDays'
  | 'openedBy'
>;

/** What a step of a round writes. */
export type RoundChange = Pick<RoundRow, 'status'> &
  Partial<
    Pick<
      RoundRow,
      | 'publishedPasses'
      | 'answerUntil'
      | 'reason'
      | 'seed'
      | 'lotSecret'
      | 'lotCommitment'
      | 'drawValue'
      | 'drawEnteredBy'
      | 'drawConfirmedBy'
      | 'lotDrawnAt'
    >
  >;

/** One round of a region and year is going on. */
export const ONE_AT_A_TIME = 'ix_matching_round_graduation_year_active_region_prefix';

export type RoundEventRow = Readonly<Omit<RoundEvent, 'id'>>;

const COLUMNS = `r.id, r.title, r.region_prefix AS regionPrefix, r.graduation_year AS graduationYear, r.seed,
  r.lot_origin AS lotOrigin, r.draw_source AS drawSource, r.draw_on AS drawOn, r.lot_secret AS lotSecret,
  r.lot_commitment AS lotCommitment, r.draw_value AS drawValue, r.draw_entered_by AS drawEnteredBy,
  r.draw_confirmed_by AS drawConfirmedBy, r.lot_drawn_at AS lotDrawnAt, r.lot_of_round_id AS lotOfRoundId,
  r.rule_version AS ruleVersion, r.weights_id AS weightsId, r.status, r.wishes_until AS wishesUntil, r.ranking_until AS rankingUntil,
  r.max_wishes AS maxWishes, r.passes, r.published_passes AS publishedPasses, r.answer_days AS answerDays,
  r.answer_until AS answerUntil, r.reason, r.opened_by AS openedBy, r.revision, r.changed_at AS changedAt`;

/** What is over makes room; what is opened takes it, and is refused by the key when another has it. */
function activity({ status }: RoundChange): { active?: number | null } {
  if (OVER.includes(status)) return { active: null };
  return status === RoundStatus.OPEN ? { active: 1 } : {};
}

const overlapping = ({ regionPrefix, graduationYear }: Pick<RoundRow, 'regionPrefix' | 'graduationYear'>) =>
  allOf(
    equals('r.graduation_year', graduationYear),
    condition('LEFT(r.region_prefix, CHAR_LENGTH(?)) = ? OR LEFT(?, CHAR_LENGTH(r.region_prefix)) = r.region_prefix', [
      regionPrefix,
      regionPrefix,
      regionPrefix,
    ]),
  );

/** FOR UPDATE: nobody else moves the round or acts in it. SHARED: participants act beside each other, nobody moves it. */
export type RoundLock = 'FOR UPDATE' | 'SHARED';

@Injectable()
export class RoundsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Latest first. */
  list(scope: RowScope, { status, graduationYear }: RoundFilter, page: PageRequest): Promise<Page<RoundRow>> {
    return listPage<RoundRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'matching_round r', params: [] },
        where: allOf(
          roundDirectoryScope(scope, 'r'),
          status ? equals('r.status', status) : null,
          graduationYear ? equals('r.graduation_year', graduationYear) : null,
        ),
        orderBy: 'r.id DESC',
      },
      page,
    );
  }

  /** The rounds of `ids` that the scope may read, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, RoundRow>> {
    const where = allOf(isOneOf('r.id', ids), roundDirectoryScope(scope, 'r'));
    const rows = await this.select(this.dataSource.manager, where);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The round, locked until the transaction ends; null when the scope may not run it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<RoundRow | null> {
    return this.locked(tx, allOf(equals('r.id', id), roundAffairsScope(scope, 'r')), 'FOR UPDATE');
  }

  /** For who takes part in it: null when the scope may not read it. */
  async lockToAct(tx: Transaction, scope: RowScope, id: number): Promise<RoundRow | null> {
    return this.locked(tx, allOf(equals('r.id', id), roundDirectoryScope(scope, 'r')), 'SHARED');
  }

  insert(tx: Transaction, round: NewRound): Promise<number> {
    return insertRow(tx, MatchingRound, { ...round, status: RoundStatus.DRAFT, active: 1 });
  }

  /**
   * Whether another round is going on for graduates of the year in a part of the region, or in what it is a part of. Waits
   * for one that is being made.
   */
  async isAnotherGoingOn(
    tx: Transaction,
    round: Pick<RoundRow, 'id' | 'regionPrefix' | 'graduationYear'>,
  ): Promise<boolean> {
    const another = condition('r.active = 1 AND r.id <> ?', [round.id]);
    return (await this.locked(tx, allOf(another, overlapping(round)), 'FOR UPDATE')) !== null;
  }

  /** The latest such round, going on or over, whose lot is known and came about by a public draw. */
  async lastWithLot(tx: Transaction, of: Pick<RoundRow, 'regionPrefix' | 'graduationYear'>): Promise<RoundRow | null> {
    const known = condition('r.seed IS NOT NULL AND r.lot_origin <> ?', [RoundLotOrigin.AT_CREATION]);
    return (await this.select(tx, allOf(known, overlapping(of)), ' ORDER BY r.id DESC LIMIT 1'))[0] ?? null;
  }

  /** Writes a step of the revision that was read; false when another client was faster. */
  async update(tx: Transaction, read: Pick<RoundRow, 'id' | 'revision'>, change: RoundChange): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    const result = await tx.update(MatchingRound, at, { ...change, ...activity(change), revision: read.revision + 1 });
    return result.affected === 1;
  }

  async remember(tx: Transaction, event: RoundEventRow): Promise<void> {
    await tx.insert(RoundEvent, event);
  }

  /** Steps of the rounds, oldest first. The caller has read the rounds within its scope. */
  async events(ids: readonly number[]): Promise<RoundEventRow[]> {
    if (ids.length === 0) return [];
    return (await this.dataSource.query(
      `SELECT round_id AS roundId, from_status AS fromStatus, to_status AS toStatus, acted_by AS actedBy,
              occurred_at AS occurredAt
         FROM round_event WHERE round_id IN (?) ORDER BY id`,
      [ids],
    )) as RoundEventRow[];
  }

  /** Ids of rounds whose time for ranking is over. */
  overdueForClosing(now: Date): Promise<number[]> {
    return this.ids(condition('r.status = ? AND r.ranking_until < ?', [RoundStatus.OPEN, now]));
  }

  /** Ids of published rounds that nobody has to answer in any more. */
  overdueForSettling(now: Date): Promise<number[]> {
    return this.ids(condition('r.status = ? AND r.answer_until < ?', [RoundStatus.PROPOSED, now]));
  }

  private async ids(where: SqlCondition): Promise<number[]> {
    const rows = (await this.dataSource.query(`SELECT r.id FROM matching_round r WHERE ${where.sql} ORDER BY r.id`, [
      ...where.params,
    ])) as { id: number }[];
    return rows.map(({ id }) => id);
  }

  private async locked(tx: Transaction, where: SqlCondition, lock: RoundLock): Promise<RoundRow | null> {
    return (await this.select(tx, where, lock === 'SHARED' ? ' LOCK IN SHARE MODE' : ' FOR UPDATE'))[0] ?? null;
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<RoundRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM matching_round r WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as RoundRow[];
  }
}
