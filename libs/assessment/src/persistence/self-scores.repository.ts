import { Injectable } from '@nestjs/common';
import { RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  FieldCipher,
  insertRow,
  isOneOf,
  SqlCondition,
  SqlRunner,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { OrganisationRef } from '../domain/model';
import { AssessmentAttachment } from './assessment-attachment.entity';
import { organisationScope } from './assessment-scope';
import { AssessmentSelfScore } from './assessment-self-score.entity';

export interface SelfScoreRow extends OrganisationRef {
  readonly id: number;
  readonly runId: number;
  readonly goal: string;
  /** Decimal with two places. */
  readonly points: string;
  readonly narrative: string;
  readonly revision: number;
  readonly changedAt: Date;
}

export type AttachmentRow = Pick<
  AssessmentAttachment,
  'id' | 'selfScoreId' | 'fileName' | 'mediaType' | 'byteSize' | 'uploadedAt' | 'purgedAt'
> & { readonly sha256: string };

export type NewSelfScore = Pick<
  AssessmentSelfScore,
  'runId' | 'subject' | 'organisationId' | 'goal' | 'points' | 'narrative' | 'recordedBy'
>;

export type NewAttachment = Pick<
  AssessmentAttachment,
  'selfScoreId' | 'fileName' | 'mediaType' | 'byteSize' | 'uploadedBy' | 'uploadedAt'
>;

const COLUMNS = `s.id, s.run_id AS runId, s.subject, s.organisation_id AS organisationId, s.goal, s.points, s.narrative,
  s.revision, s.changed_at AS changedAt`;

const selfScoreScope = (scope: RowScope): SqlCondition => organisationScope(scope, 's');

/** A chunk opens only at its own place. */
const place = (id: number, position: number): string => `assessment_attachment_chunk.sealed.${id}.${position}`;

@Injectable()
export class SelfScoresRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  /** Those of one organisation in a run, in order of recording. */
  ofOrganisation(
    scope: RowScope,
    runId: number,
    { subject, organisationId }: OrganisationRef,
  ): Promise<SelfScoreRow[]> {
    const where = allOf(
      equals('s.run_id', runId),
      equals('s.subject', subject),
      equals('s.organisation_id', organisationId),
      selfScoreScope(scope),
    );
    return this.select(this.dataSource.manager, where, ' ORDER BY s.id');
  }

  async find(scope: RowScope, id: number): Promise<SelfScoreRow | null> {
    return (await this.select(this.dataSource.manager, allOf(equals('s.id', id), selfScoreScope(scope))))[0] ?? null;
  }

  /** The organisation's own of the goal, locked. */
  async lock(
    tx: Transaction,
    { runId, subject, organisationId, goal }: Pick<NewSelfScore, 'runId' | 'subject' | 'organisationId' | 'goal'>,
  ): Promise<SelfScoreRow | null> {
    const where = allOf(
      equals('s.run_id', runId),
      equals('s.subject', subject),
      equals('s.organisation_id', organisationId),
      equals('s.goal', goal),
    );
    return (await this.select(tx, where, ' FOR UPDATE'))[0] ?? null;
  }

  insert(tx: Transaction, score: NewSelfScore): Promise<number> {
    return insertRow(tx, AssessmentSelfScore, score);
  }

  async update(
    tx: Transaction,
    read: Pick<SelfScoreRow, 'id' | 'revision'>,
    change: Pick<NewSelfScore, 'points' | 'narrative' | 'recordedBy'>,
  ): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    return (await tx.update(AssessmentSelfScore, at, { ...change, revision: read.revision + 1 })).affected === 1;
  }

  /** What is for whom a marker is to mark: keyed by 'SUBJECT:id:goal'. The caller has read the marks as the marker's own. */
  async forMarks(
    marks: readonly (OrganisationRef & { readonly runId: number; readonly goal: string })[],
  ): Promise<SelfScoreRow[]> {
    if (marks.length === 0) return [];
    const keys = marks.map(({ runId, subject, organisationId, goal }) => [runId, subject, organisationId, goal]);
    return this.select(
      this.dataSource.manager,
      condition('(s.run_id, s.subject, s.organisation_id, s.goal) IN (?)', [keys]),
    );
  }

  /** Finished files of the self scores, in order of upload. */
  async attachments(selfScoreIds: readonly number[], runner: SqlRunner = this.dataSource.manager) {
    if (selfScoreIds.length === 0) return [];
    return (await runner.query(
      `SELECT id, self_score_id AS selfScoreId, file_name AS fileName, media_type AS mediaType, byte_size AS byteSize,
              sha256, uploaded_at AS uploadedAt, purged_at AS purgedAt
         FROM assessment_attachment WHERE self_score_id IN (?) AND sha256 IS NOT NULL ORDER BY id`,
      [selfScoreIds],
    )) as AttachmentRow[];
  }

  async attachment(id: number): Promise<AttachmentRow | null> {
    const [row] = (await this.dataSource.query(
      `SELECT id, self_score_id AS selfScoreId, file_name AS fileName, media_type AS mediaType, byte_size AS byteSize,
              sha256, uploaded_at AS uploadedAt, purged_at AS purgedAt
         FROM assessment_attachment WHERE id = ? AND sha256 IS NOT NULL`,
      [id],
    )) as AttachmentRow[];
    return row ?? null;
  }

  /** `byteSize`: what is reserved until the upload is complete. */
  beginAttachment(tx: Transaction, file: NewAttachment): Promise<number> {
    return insertRow(tx, AssessmentAttachment, file);
  }

  async yearOf({ runId }: Pick<SelfScoreRow, 'runId'>): Promise<number> {
    const [row] = (await this.dataSource.query('SELECT year FROM assessment_run WHERE id = ?', [runId])) as [
      { year: number },
    ];
    return row.year;
  }

  /** What the organisation's attachments of a year take, whichever version of the run they belong to. */
  async attachmentBytes(tx: Transaction, { subject, organisationId }: OrganisationRef, year: number): Promise<number> {
    const [row] = (await tx.query(
      `SELECT COALESCE(SUM(a.byte_size), 0) AS bytes
         FROM assessment_run r
         JOIN assessment_self_score s ON s.run_id = r.id AND s.subject = ? AND s.organisation_id = ?
         JOIN assessment_attachment a ON a.self_score_id = s.id AND a.purged_at IS NULL
        WHERE r.year = ?`,
      [subject, organisationId, year],
    )) as [{ bytes: number | string }];
    return Number(row.bytes);
  }

  async addChunk(id: number, position: number, bytes: Uint8Array): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO assessment_attachment_chunk (attachment_id, position, sealed) VALUES (?, ?, ?)',
      [id, position, this.cipher.sealBytes(place(id, position), bytes)],
    );
  }

  async completeAttachment(tx: Transaction, id: number, sha256: string, byteSize: number): Promise<void> {
    await tx.update(AssessmentAttachment, { id }, { sha256, byteSize });
  }

  /** Also of an upload that broke off; its chunks go with it. */
  async deleteAttachment(runner: Transaction | null, id: number): Promise<void> {
    await (runner ?? this.dataSource.manager).delete(AssessmentAttachment, { id });
  }

  async content(id: number): Promise<Buffer> {
    const chunks = (await this.dataSource.query(
      'SELECT position, sealed FROM assessment_attachment_chunk WHERE attachment_id = ? ORDER BY position',
      [id],
    )) as { position: number; sealed: Buffer }[];
    return Buffer.concat(chunks.map(({ position, sealed }) => this.cipher.openBytes(place(id, position), sealed)));
  }

  async byIds(ids: readonly number[]): Promise<SelfScoreRow[]> {
    return this.select(this.dataSource.manager, isOneOf('s.id', ids));
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<SelfScoreRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM assessment_self_score s WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as SelfScoreRow[];
  }
}
