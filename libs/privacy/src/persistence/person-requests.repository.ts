import { Injectable } from '@nestjs/common';
import { Page, PageRequest, regionPrefixesOf, RowScope } from '@sxbq/kernel';
import {
  allOf,
  anyOf,
  equals,
  insertRow,
  listPage,
  NO_ROWS,
  PersonCipher,
  PersonSecret,
  SqlCondition,
  SqlRunner,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource, In } from 'typeorm';
import { PersonRequestKind, PersonRequestStatus } from '../domain/person-request';
import { ErasureStep } from './erasure-step.entity';
import { PersonRequest } from './person-request.entity';
import { PersonRequestRecord } from './person-request-record.entity';

const ID_NUMBER_FIELD = 'person_request.id_number';
const NAME_FIELD = 'person_request.name';
const PHONE_FIELD = 'person_request.phone';

/** Whom a request is about, in clear; null where nothing was given, or the person was erased. */
export interface RequestSubject {
  readonly idNumber: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

export type PersonRequestRow = Omit<PersonRequest, 'idNumber' | 'name' | 'phone'> & RequestSubject;

export interface PersonRequestFilter {
  readonly kind?: PersonRequestKind | null;
  readonly status?: PersonRequestStatus | null;
}

export interface ConfirmedRecord {
  readonly source: string;
  readonly recordId: number;
}

type NewRequest = Pick<
  PersonRequest,
  'kind' | 'personKey' | 'regionPrefix' | 'proof' | 'receivedAt' | 'receivedBy' | 'dueOn'
>;

@Injectable()
export class PersonRequestsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonCipher,
  ) {}

  async insert(
    tx: Transaction,
    request: NewRequest & { readonly personKey: string },
    subject: RequestSubject,
  ): Promise<number> {
    const secret = (await this.persons.secretsFor(tx, [request.personKey])).get(request.personKey) as PersonSecret;
    const sealed = (field: string, value: string | null) => (value === null ? null : secret.encrypt(field, value));
    return insertRow(tx, PersonRequest, {
      ...request,
      status: PersonRequestStatus.RECEIVED,
      idNumber: sealed(ID_NUMBER_FIELD, subject.idNumber),
      name: sealed(NAME_FIELD, subject.name),
      phone: sealed(PHONE_FIELD, subject.phone),
    });
  }

  /** Soonest due first. */
  async list(scope: RowScope, filter: PersonRequestFilter, page: PageRequest): Promise<Page<PersonRequestRow>> {
    const { kind, status } = filter;
    const { items, total } = await listPage<{ id: number }>(
      this.dataSource.manager,
      {
        columns: { sql: 'r.id', params: [] },
        from: { sql: 'person_request r', params: [] },
        where: allOf(inScope(scope), kind ? equals('r.kind', kind) : null, status ? equals('r.status', status) : null),
        orderBy: 'r.due_on, r.id',
      },
      page,
    );
    const ids = items.map(({ id }) => id);
    const rows = await this.dataSource.manager.findBy(PersonRequest, { id: In(ids) });
    const opened = await this.opened(this.dataSource.manager, rows);
    return { items: ids.flatMap((id) => opened.find((row) => row.id === id) ?? []), total };
  }

  async find(scope: RowScope, id: number): Promise<PersonRequestRow | null> {
    return this.read(this.dataSource.manager, scope, id, '');
  }

  /** Locked until the transaction ends. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<PersonRequestRow | null> {
    return this.read(tx, scope, id, ' FOR UPDATE');
  }

  async change(tx: Transaction, id: number, columns: Partial<Omit<PersonRequest, 'id' | 'revision'>>): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(PersonRequest)
      .set({ ...columns, revision: () => 'revision + 1' })
      .where({ id })
      .execute();
  }

  /** Erasures that were granted and have not ended. */
  async unfinishedErasures(): Promise<number[]> {
    const rows = await this.dataSource.manager.findBy(PersonRequest, {
      kind: PersonRequestKind.ERASURE,
      status: PersonRequestStatus.GRANTED,
    });
    return rows.map(({ id }) => id);
  }

  async confirm(
    tx: Transaction,
    requestId: number,
    records: readonly ConfirmedRecord[],
    by: number | null,
  ): Promise<void> {
    await tx.delete(PersonRequestRecord, { requestId });
    if (records.length === 0) return;
    await tx.insert(
      PersonRequestRecord,
      records.map((record) => ({ requestId, confirmedBy: by, ...record })),
    );
  }

  confirmed(runner: SqlRunner, requestId: number): Promise<ConfirmedRecord[]> {
    return runner.query('SELECT source, record_id AS recordId FROM person_request_record WHERE request_id = ?', [
      requestId,
    ]);
  }

  /** Source → rows erased, for the sources an erasure has been through. */
  async steps(runner: SqlRunner, requestId: number): Promise<Map<string, number>> {
    const rows = (await runner.query('SELECT source, rows_erased AS erased FROM erasure_step WHERE request_id = ?', [
      requestId,
    ])) as { source: string; erased: number }[];
    return new Map(rows.map(({ source, erased }) => [source, erased]));
  }

  async addStep(tx: Transaction, requestId: number, source: string, rowsErased: number): Promise<void> {
    await tx.insert(ErasureStep, { requestId, source, rowsErased });
  }

  /** Erasures of the person that a restored backup shows as not yet done. */
  async closeErasures(tx: Transaction, personKey: string, now: Date): Promise<void> {
    await tx.query(
      `UPDATE person_request SET status = ?, finished_at = ?, revision = revision + 1
        WHERE person_key = ? AND kind = ? AND status IN (?)`,
      [
        PersonRequestStatus.DONE,
        now,
        personKey,
        PersonRequestKind.ERASURE,
        [PersonRequestStatus.RECEIVED, PersonRequestStatus.GRANTED],
      ],
    );
  }

  /** Takes out of every request of the person what says who it was, and of this one's working rows all. */
  async forget(tx: Transaction, personKey: string, requestId: number): Promise<void> {
    await tx.query(
      'DELETE FROM person_request_record WHERE request_id IN (SELECT id FROM person_request WHERE person_key = ?)',
      [personKey],
    );
    await tx.query('DELETE FROM erasure_step WHERE request_id = ?', [requestId]);
    await tx.query(
      `UPDATE person_request SET person_key = NULL, id_number = NULL, name = NULL, phone = NULL, pseudonym = NULL
        WHERE person_key = ?`,
      [personKey],
    );
  }

  private async read(runner: SqlRunner, scope: RowScope, id: number, lock: string): Promise<PersonRequestRow | null> {
    const where = allOf(equals('r.id', id), inScope(scope));
    const [found] = (await runner.query(`SELECT r.id FROM person_request r WHERE ${where.sql}${lock}`, [
      ...where.params,
    ])) as { id: number }[];
    if (!found) return null;
    const manager = runner as Transaction;
    const row = await manager.findOneByOrFail(PersonRequest, { id });
    return (await this.opened(runner, [row]))[0] ?? null;
  }

  private async opened(runner: SqlRunner, rows: readonly PersonRequest[]): Promise<PersonRequestRow[]> {
    const keys = rows.flatMap(({ personKey }) => personKey ?? []);
    const secrets = await this.persons.find(runner, keys);
    return rows.map((row) => {
      const secret = row.personKey === null ? null : (secrets.get(row.personKey) ?? null);
      const open = (field: string, value: string | null) =>
        value === null ? null : this.persons.decrypt(secret, field, value);
      return {
        ...row,
        idNumber: open(ID_NUMBER_FIELD, row.idNumber),
        name: open(NAME_FIELD, row.name),
        phone: open(PHONE_FIELD, row.phone),
      };
    });
  }
}

/** A bureau sees the requests of the regions it answers for. */
function inScope(scope: RowScope): SqlCondition {
  const prefixes = regionPrefixesOf(scope);
  if (prefixes === null) return NO_ROWS;
  return anyOf(...prefixes.map((prefix) => startsWith('r.region_prefix', prefix)));
}
