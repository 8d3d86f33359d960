import { Injectable } from '@nestjs/common';
import { partyRowsInScope } from '@sxbq/agreements';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, equals, insertRow, isOneOf, listPage, SqlCondition, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { InterestStatus, MenuSide } from '../domain/interest-status';
import { TrainingInterestEvent } from './training-interest-event.entity';
import { TrainingInterest } from './training-interest.entity';

export type InterestRow = Readonly<Omit<TrainingInterest, 'open' | 'turnSince'>>;

/** What a new interest consists of. */
export type NewInterest = Omit<
  InterestRow,
  'id' | 'status' | 'reason' | 'remindedAt' | 'trainingSessionId' | 'revision' | 'recordedAt' | 'changedAt'
>;

export interface InterestFilter {
  readonly trainingOfferId?: number | null;
  readonly trainingNeedId?: number | null;
  readonly status?: InterestStatus | null;
  readonly origin?: MenuSide | null;
}

export type InterestEventRow = Readonly<Omit<TrainingInterestEvent, 'id'>>;

/** What a step writes. */
export type InterestChange = Pick<TrainingInterest, 'status'> &
  Partial<Pick<TrainingInterest, 'reason' | 'turnSince' | 'remindedAt' | 'trainingSessionId'>>;

const COLUMNS = `i.id, i.training_offer_id AS trainingOfferId, i.training_need_id AS trainingNeedId,
  i.school_id AS schoolId, i.enterprise_id AS enterpriseId, i.origin, i.status, i.heads,
  i.occupation_edition AS occupationEdition, i.occupation_code AS occupationCode, i.grade,
  i.starts_on AS startsOn, i.ends_on AS endsOn, i.price, i.remarks, i.reason, i.reminded_at AS remindedAt,
  i.training_session_id AS trainingSessionId, i.revision, i.recorded_at AS recordedAt, i.changed_at AS changedAt`;

const openOf = (status: InterestStatus): number | null => (status === InterestStatus.INTEREST ? 1 : null);

@Injectable()
export class InterestsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In order of recording. */
  list(scope: RowScope, filter: InterestFilter, page: PageRequest): Promise<Page<InterestRow>> {
    const { trainingOfferId, trainingNeedId, status, origin } = filter;
    return listPage<InterestRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'training_interest i', params: [] },
        where: allOf(
          partyRowsInScope(scope, 'i'),
          trainingOfferId ? equals('i.training_offer_id', trainingOfferId) : null,
          trainingNeedId ? equals('i.training_need_id', trainingNeedId) : null,
          status ? equals('i.status', status) : null,
          origin ? equals('i.origin', origin) : null,
        ),
        orderBy: 'i.id',
      },
      page,
    );
  }

  /** The interests of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, InterestRow>> {
    const rows = await this.select(this.dataSource.manager, allOf(isOneOf('i.id', ids), partyRowsInScope(scope, 'i')));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The interest, locked until the transaction ends; null when the scope may not see it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<InterestRow | null> {
    const where = allOf(equals('i.id', id), partyRowsInScope(scope, 'i'));
    return (await this.select(tx, where, ' FOR UPDATE'))[0] ?? null;
  }

  insert(tx: Transaction, interest: NewInterest, now: Date): Promise<number> {
    const status = InterestStatus.INTEREST;
    return insertRow(tx, TrainingInterest, { ...interest, status, open: openOf(status), turnSince: now });
  }

  /** Writes a step of the revision that was read; false when another client was faster. */
  async update(tx: Transaction, read: Pick<InterestRow, 'id' | 'revision'>, change: InterestChange): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    const open = openOf(change.status);
    const result = await tx.update(TrainingInterest, at, { ...change, open, revision: read.revision + 1 });
    return result.affected === 1;
  }

  /** Marks an interest as reminded; not a change of it. False when it was reminded in this turn. */
  async markReminded(tx: Transaction, id: number, before: Date, now: Date): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE training_interest SET reminded_at = ?, changed_at = changed_at
        WHERE id = ? AND turn_since < ? AND reminded_at IS NULL`,
      [now, id, before],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  async isWaitingSince(tx: Transaction, id: number, instant: Date): Promise<boolean> {
    const rows = (await tx.query('SELECT 1 FROM training_interest WHERE id = ? AND turn_since < ?', [
      id,
      instant,
    ])) as object[];
    return rows.length === 1;
  }

  /** Ids of interests in the statuses whose turn began before an instant, longest waiting first. */
  async waitingSince(
    statuses: readonly InterestStatus[],
    instant: Date,
    unremindedOnly: boolean,
    limit: number,
  ): Promise<number[]> {
    const rows = (await this.dataSource.query(
      `SELECT id FROM training_interest WHERE status IN (?) AND turn_since < ?
        ${unremindedOnly ? 'AND reminded_at IS NULL' : ''} ORDER BY turn_since, id LIMIT ?`,
      [statuses, instant, limit],
    )) as { id: number }[];
    return rows.map((row) => row.id);
  }

  async remember(tx: Transaction, event: InterestEventRow): Promise<void> {
    await tx.insert(TrainingInterestEvent, event);
  }

  /** Steps of the interests, oldest first. The caller has read the interests within its scope. */
  async events(ids: readonly number[]): Promise<InterestEventRow[]> {
    if (ids.length === 0) return [];
    return (await this.dataSource.query(
      `SELECT training_interest_id AS trainingInterestId, step, to_status AS toStatus, side, occurred_at AS occurredAt
         FROM training_interest_event WHERE training_interest_id IN (?) ORDER BY id`,
      [ids],
    )) as InterestEventRow[];
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<InterestRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM training_interest i WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as InterestRow[];
  }
}
