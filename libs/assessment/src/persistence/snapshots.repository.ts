import { Injectable } from '@nestjs/common';
import { RowScope } from '@sxbq/kernel';
import { allOf, equals, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { AssessmentScheme, OrganisationFacts, OrganisationRef } from '../domain/model';
import { AssessmentFrozenFact } from './assessment-frozen-fact.entity';
import { organisationScope } from './assessment-scope';
import { AssessmentSnapshot } from './assessment-snapshot.entity';
import { jsonOf, packText, unpackBytes } from './packed-json';

export type SnapshotRow = Pick<
  AssessmentSnapshot,
  'runId' | 'asOf' | 'takenAt' | 'organisations' | 'factsDigest' | 'schemes' | 'salt'
>;

/** Name and place of an organisation as they were when the facts were frozen. */
export interface FrozenOrganisation extends OrganisationRef {
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
}

/** One organisation's facts with the text they are kept as. */
export interface FrozenFacts {
  readonly organisation: OrganisationFacts;
  /** Canonical JSON. */
  readonly text: string;
}

/** Statements stay well below every server's max_allowed_packet. */
const ROWS_PER_INSERT = 200;
const ROWS_PER_READ = 500;

const UNKNOWN_DIGEST = '0'.repeat(64);

/** The frozen facts of runs: written in the one transaction that freezes, read ever after. */
@Injectable()
export class SnapshotsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async begin(tx: Transaction, snapshot: Omit<AssessmentSnapshot, 'factsDigest' | 'organisations'>): Promise<void> {
    await tx.insert(AssessmentSnapshot, { ...snapshot, factsDigest: UNKNOWN_DIGEST, organisations: 0 } as never);
  }

  async add(tx: Transaction, runId: number, rows: readonly FrozenFacts[]): Promise<void> {
    for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
      const values = rows.slice(at, at + ROWS_PER_INSERT).map(({ organisation, text }) => {
        const { subject, organisationId, code, name, regionCode } = organisation;
        return [runId, subject, organisationId, code, name, regionCode, packText(text)];
      });
      await tx.query(
        `INSERT INTO assessment_frozen_fact (run_id, subject, organisation_id, code, name, region_code, facts) VALUES ?`,
        [values],
      );
    }
  }

  async finish(tx: Transaction, runId: number, organisations: number, factsDigest: string): Promise<void> {
    await tx.update(AssessmentSnapshot, { runId }, { organisations, factsDigest });
  }

  async byRuns(runIds: readonly number[], runner: SqlRunner = this.dataSource.manager): Promise<SnapshotRow[]> {
    if (runIds.length === 0) return [];
    const rows = (await runner.query(
      `SELECT run_id AS runId, as_of AS asOf, taken_at AS takenAt, organisations, facts_digest AS factsDigest, schemes, salt
         FROM assessment_snapshot WHERE run_id IN (?)`,
      [runIds],
    )) as SnapshotRow[];
    return rows.map((row) => ({ ...row, schemes: jsonOf<AssessmentScheme[]>(row.schemes) }));
  }

  async ofRun(runId: number, runner: SqlRunner = this.dataSource.manager): Promise<SnapshotRow | null> {
    return (await this.byRuns([runId], runner))[0] ?? null;
  }

  /** Every organisation of the run with its facts, by subject and id. */
  async facts(runId: number, runner: SqlRunner = this.dataSource.manager): Promise<FrozenFacts[]> {
    const all: FrozenFacts[] = [];
    let [subject, after] = ['', 0];
    for (;;) {
      const rows = (await runner.query(
        `SELECT subject, organisation_id AS organisationId, facts FROM assessment_frozen_fact
          WHERE run_id = ? AND (subject > ? OR (subject = ? AND organisation_id > ?))
          ORDER BY subject, organisation_id LIMIT ?`,
        [runId, subject, subject, after, ROWS_PER_READ],
      )) as Pick<AssessmentFrozenFact, 'subject' | 'organisationId' | 'facts'>[];
      for (const row of rows) all.push(opened(row.facts));
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_PER_READ) return all;
      [subject, after] = [last.subject, last.organisationId];
    }
  }

  /** One organisation's, where the scope reaches it. */
  async factsOf(scope: RowScope, runId: number, { subject, organisationId }: OrganisationRef) {
    const where = allOf(
      equals('f.run_id', runId),
      equals('f.subject', subject),
      equals('f.organisation_id', organisationId),
      organisationScope(scope, 'f', 'f.region_code'),
    );
    const [row] = (await this.dataSource.query(`SELECT f.facts FROM assessment_frozen_fact f WHERE ${where.sql}`, [
      ...where.params,
    ])) as Pick<AssessmentFrozenFact, 'facts'>[];
    return row ? opened(row.facts).organisation : null;
  }

  /** Whether the organisation takes part in the run. */
  async isIn(runner: SqlRunner, runId: number, { subject, organisationId }: OrganisationRef): Promise<boolean> {
    const rows = (await runner.query(
      'SELECT 1 FROM assessment_frozen_fact WHERE run_id = ? AND subject = ? AND organisation_id = ?',
      [runId, subject, organisationId],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Names and regions without the facts, by subject and id. */
  async organisations(runId: number, runner: SqlRunner = this.dataSource.manager): Promise<FrozenOrganisation[]> {
    return (await runner.query(
      `SELECT subject, organisation_id AS organisationId, code, name, region_code AS regionCode
         FROM assessment_frozen_fact WHERE run_id = ? ORDER BY subject, organisation_id`,
      [runId],
    )) as FrozenOrganisation[];
  }
}

function opened(packed: Buffer): FrozenFacts {
  const text = unpackBytes(packed).toString();
  return { organisation: JSON.parse(text) as OrganisationFacts, text };
}
