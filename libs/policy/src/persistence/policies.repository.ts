import { Injectable } from '@nestjs/common';
import { Page, PageRequest } from '@sxbq/kernel';
import { ALL_ROWS, condition, equals, insertRow, listPage, SqlCondition, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PolicyDocument, policyDocument } from '../domain/policy-document';
import { Policy } from './policy.entity';

/** One version of the thresholds. */
export interface PolicyRow {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly validFromYear: number;
  /** Last year; null = open. */
  readonly validToYear: number | null;
  readonly document: PolicyDocument;
  readonly source: string;
  readonly recordedAt: Date;
}

export type NewPolicyRow = Omit<PolicyRow, 'id' | 'recordedAt'>;

const COLUMNS = `p.id, p.code, p.version, p.title, p.valid_from_year AS validFromYear, p.valid_to_year AS validToYear,
  p.document, p.source, p.recorded_at AS recordedAt`;

/** Versions are numbered over all policies, so the highest of those valid for a year is the one that counts. */
const NEWEST_FIRST = 'p.version DESC, p.id DESC';

function validFor(year: number): SqlCondition {
  return condition('p.valid_from_year <= ? AND (p.valid_to_year IS NULL OR p.valid_to_year >= ?)', [year, year]);
}

@Injectable()
export class PoliciesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest version first; with a year, those valid for it. */
  async list(year: number | null, page: PageRequest): Promise<Page<PolicyRow>> {
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: 'policy p', params: [] },
      where: year === null ? ALL_ROWS : validFor(year),
      orderBy: NEWEST_FIRST,
    };
    const { items, total } = await listPage<StoredPolicy>(this.dataSource, query, page);
    return { items: items.map(read), total };
  }

  async byId(id: number): Promise<PolicyRow | null> {
    return this.first(this.dataSource, equals('p.id', id));
  }

  /** The highest version valid for the year. */
  async forYear(year: number): Promise<PolicyRow | null> {
    return this.first(this.dataSource, validFor(year));
  }

  async exists(code: string): Promise<boolean> {
    return (await this.first(this.dataSource, equals('p.code', code))) !== null;
  }

  /** Whether there is any version of any policy. */
  async isEmpty(): Promise<boolean> {
    return !(await this.dataSource.createQueryBuilder().from('policy', 'p').select('1').limit(1).getRawOne());
  }

  /**
   * One above the highest version; holds all versions locked until the transaction ends. Read in order of id, so that
   * whoever waited for the lock also sees the version it waited for.
   */
  async nextVersion(tx: Transaction): Promise<number> {
    const rows = (await tx.query('SELECT version FROM policy FORCE INDEX (PRIMARY) FOR UPDATE')) as {
      version: number;
    }[];
    return 1 + rows.reduce((highest, { version }) => Math.max(highest, version), 0);
  }

  async insert(tx: Transaction, policy: NewPolicyRow): Promise<PolicyRow> {
    const id = await insertRow(tx, Policy, policy as Omit<Policy, 'id' | 'recordedAt'>);
    return (await this.first(tx, equals('p.id', id))) as PolicyRow;
  }

  private async first(runner: SqlRunner, where: SqlCondition): Promise<PolicyRow | null> {
    const rows = (await runner.query(
      `SELECT ${COLUMNS} FROM policy p WHERE ${where.sql} ORDER BY ${NEWEST_FIRST} LIMIT 1`,
      [...where.params],
    )) as StoredPolicy[];
    return rows[0] ? read(rows[0]) : null;
  }
}

type StoredPolicy = Omit<PolicyRow, 'document'> & { readonly document: unknown };

/** MariaDB gives JSON as text, MySQL as an object. */
function read({ document, ...row }: StoredPolicy): PolicyRow {
  return { ...row, document: policyDocument.parse(typeof document === 'string' ? JSON.parse(document) : document) };
}
