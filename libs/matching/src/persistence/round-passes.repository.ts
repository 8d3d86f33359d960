import { Injectable } from '@nestjs/common';
import { groupBy, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, insertRow, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PassStatus } from '../domain/round-status';
import { RoundPass } from './round-pass.entity';
import { roundAffairsScope } from './round-scope';

export type PassRow = Readonly<RoundPass>;

export type NewPass = Pick<PassRow, 'roundId' | 'number' | 'requestedBy' | 'membershipId' | 'clientId'>;

/** What one step of a pass changes. */
export type PassStep = Partial<Omit<PassRow, 'id' | 'roundId' | 'number' | 'version' | 'changedAt'>>;

const COLUMNS = `p.id, p.round_id AS roundId, p.number, p.status, p.total, p.done, p.requested_by AS requestedBy,
  p.membership_id AS membershipId, p.client_id AS clientId, p.stop_requested_at AS stopRequestedAt,
  p.requested_at AS requestedAt, p.started_at AS startedAt, p.changed_at AS changedAt, p.finished_at AS finishedAt,
  p.error, p.digest, p.weights_version AS weightsVersion, p.graduates, p.postings, p.seats, p.placed, p.proposals,
  p.published_at AS publishedAt, p.version`;

@Injectable()
export class RoundPassesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** null when there is no such pass or the scope may not run its round. */
  async byId(scope: RowScope, id: number): Promise<PassRow | null> {
    return (await this.select(allOf(equals('p.id', id), roundAffairsScope(scope, 'r'))))[0] ?? null;
  }

  async byNumber(tx: Transaction, roundId: number, number: number): Promise<PassRow | null> {
    const [row] = (await tx.query(
      `SELECT ${COLUMNS} FROM round_pass p WHERE p.round_id = ? AND p.number = ? FOR UPDATE`,
      [roundId, number],
    )) as PassRow[];
    return row ?? null;
  }

  /** Passes by round, first to last; unpublished ones for who may run the round. The rounds are read within the scope. */
  async ofRounds(scope: RowScope, roundIds: readonly number[]): Promise<Map<number, PassRow[]>> {
    if (roundIds.length === 0) return new Map();
    const own = roundAffairsScope(scope, 'r');
    const rows = await this.select(
      condition(`p.round_id IN (?) AND (p.published_at IS NOT NULL OR ${own.sql})`, [roundIds, ...own.params]),
    );
    return groupBy(rows, (row) => row.roundId);
  }

  create(tx: Transaction, pass: NewPass, now: Date): Promise<number> {
    return insertRow(tx, RoundPass, { ...pass, status: PassStatus.QUEUED, requestedAt: now, changedAt: now });
  }

  /** Writes a step of exactly this version; false when somebody else moved the pass on. */
  async advance(tx: Transaction, pass: Pick<PassRow, 'id' | 'version'>, step: PassStep, now: Date): Promise<boolean> {
    const at = { id: pass.id, version: pass.version };
    const moved = await tx.update(RoundPass, at, { ...step, version: pass.version + 1, changedAt: now });
    return moved.affected === 1;
  }

  /** How far it is; whoever asks for a stop meanwhile is not overwritten. */
  async progress(id: number, done: number, total: number, now: Date): Promise<void> {
    await this.dataSource.query(
      'UPDATE round_pass SET done = ?, total = ?, changed_at = ? WHERE id = ? AND status = ?',
      [done, total, now, id, PassStatus.RUNNING],
    );
  }

  async requestStop(tx: Transaction, id: number, now: Date): Promise<void> {
    await tx.query(
      'UPDATE round_pass SET stop_requested_at = COALESCE(stop_requested_at, ?) WHERE id = ? AND status IN (?)',
      [now, id, [PassStatus.QUEUED, PassStatus.RUNNING]],
    );
  }

  async isStopRequested(id: number): Promise<boolean> {
    const rows = (await this.dataSource.query(
      'SELECT 1 FROM round_pass WHERE id = ? AND stop_requested_at IS NOT NULL',
      [id],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Unfinished passes that nothing happened to since the instant: their worker is gone or their job was lost. */
  stranded(since: Date): Promise<PassRow[]> {
    return this.select(
      condition('p.status IN (?) AND p.changed_at < ?', [[PassStatus.QUEUED, PassStatus.RUNNING], since]),
    );
  }

  private async select(where: SqlCondition): Promise<PassRow[]> {
    return (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM round_pass p JOIN matching_round r ON r.id = p.round_id
        WHERE ${where.sql} ORDER BY p.round_id, p.number`,
      [...where.params],
    )) as PassRow[];
  }
}
