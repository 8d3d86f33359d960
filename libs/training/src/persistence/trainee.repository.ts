import { Injectable } from '@nestjs/common';
import { partyRowsInScope } from '@sxbq/agreements';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, groupedPages, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { Trainee } from './trainee.entity';

/** Joined, so that the secrets come with the rows they open. */
const WITH_SECRET = 'trainee p LEFT JOIN person_secret ps ON ps.person_key = p.person_key';

const COLUMNS = `p.id, p.training_session_id AS trainingSessionId, p.name AS sealedName, p.id_number AS sealedIdNumber,
  ps.secret AS sealedSecret, p.certificate_number AS certificateNumber, p.passed, p.revision`;

/** A trainee as kept: name and ID number are ciphertexts. */
export interface TraineeRow {
  readonly id: number;
  readonly trainingSessionId: number;
  readonly sealedName: string;
  readonly sealedIdNumber: string;
  /** Null for a person who was erased. */
  readonly sealedSecret: string | null;
  readonly certificateNumber: string | null;
  readonly passed: boolean;
  readonly revision: number;
}

export type NewTraineeRow = Pick<
  Trainee,
  'trainingSessionId' | 'name' | 'idNumber' | 'personKey' | 'certificateNumber' | 'passed'
>;

type RawTrainee = Omit<TraineeRow, 'passed'> & { readonly passed: number | boolean };

const traineeRow = (raw: RawTrainee): TraineeRow => ({ ...raw, passed: Boolean(raw.passed) });

@Injectable()
export class TraineeRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Pages of each session's trainees, in order of recording. */
  async pages(sessionIds: readonly number[], page: PageRequest): Promise<Map<number, Page<TraineeRow>>> {
    const pages = await groupedPages<RawTrainee>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: WITH_SECRET, params: [] },
        where: condition('TRUE'),
        orderBy: 'p.id',
        groupBy: 'p.training_session_id',
      },
      sessionIds,
      page,
    );
    return new Map([...pages].map(([id, { items, total }]) => [id, { items: items.map(traineeRow), total }]));
  }

  async find(scope: RowScope, id: number): Promise<TraineeRow | null> {
    const where = allOf(equals('p.id', id), partyRowsInScope(scope, 't'));
    const [row] = (await this.dataSource.manager.query(
      `SELECT ${COLUMNS} FROM ${WITH_SECRET} JOIN training_session t ON t.id = p.training_session_id WHERE ${where.sql}`,
      [...where.params],
    )) as RawTrainee[];
    return row ? traineeRow(row) : null;
  }

  /** Those of the persons who are in the session already. */
  async present(tx: Transaction, sessionId: number, personKeys: readonly string[]): Promise<Set<string>> {
    const rows = (await tx.query(
      'SELECT person_key AS personKey FROM trainee WHERE training_session_id = ? AND person_key IN (?)',
      [sessionId, personKeys],
    )) as { personKey: string }[];
    return new Set(rows.map((row) => row.personKey));
  }

  /** One statement for all of them. */
  async insert(tx: Transaction, trainees: readonly NewTraineeRow[]): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(Trainee)
      .values([...trainees])
      .updateEntity(false)
      .execute();
  }

  /** False when the trainee is no longer the revision it was read with. */
  async update(
    tx: Transaction,
    id: number,
    revision: number,
    columns: Pick<TraineeRow, 'passed' | 'certificateNumber'>,
  ): Promise<boolean> {
    const result = await tx.update(Trainee, { id, revision }, { ...columns, revision: revision + 1 });
    return result.affected === 1;
  }
}
