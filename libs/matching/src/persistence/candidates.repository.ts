import { Injectable } from '@nestjs/common';
import { EntityId, groupBy } from '@sxbq/kernel';
import { ConsentCategory, ConsentPurpose, ConsentRecipient, hasConsent } from '@sxbq/privacy';
import { ClassLevel } from '@sxbq/schools/vocabulary';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { DataSource } from 'typeorm';

/** A suggested graduate as kept; whether the posting's enterprise may know the name is decided in SQL. */
export interface StoredCandidate {
  readonly graduateId: number;
  readonly majorName: string;
  readonly level: ClassLevel;
  readonly graduationYear: number;
  readonly sealedName: string;
  /** Null for a person who was erased. */
  readonly sealedSecret: string | null;
  readonly nameConsented: boolean;
  readonly certificates: readonly { readonly occupationCode: string; readonly grade: SkillGrade }[];
}

type Row = Omit<StoredCandidate, 'nameConsented' | 'certificates'> & { readonly nameConsented: number };
type CertificateRow = { readonly graduateId: number; readonly occupationCode: string; readonly grade: SkillGrade };

@Injectable()
export class CandidatesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** By graduate. The caller has read the posting within its scope, and the graduates as suggested for it. */
  async find(jobPostingId: EntityId, graduateIds: readonly EntityId[]): Promise<Map<EntityId, StoredCandidate>> {
    if (graduateIds.length === 0) return new Map();
    const recipient = { kind: ConsentRecipient.ENTERPRISE, id: { column: 'p.enterprise_id' } };
    const name = hasConsent('g.person_key', recipient, ConsentPurpose.PLACEMENT, ConsentCategory.NAME);
    const rows = (await this.dataSource.query(
      `SELECT g.id AS graduateId, m.name AS majorName, l.level, g.graduation_year AS graduationYear,
              g.name AS sealedName, ps.secret AS sealedSecret, ${name.sql} AS nameConsented
         FROM job_posting p
         JOIN graduate g ON g.id IN (?)
         JOIN graduate_cohort c ON c.id = g.cohort_id
         JOIN school_class l ON l.id = c.school_class_id
         JOIN school_major m ON m.id = l.school_major_id
         LEFT JOIN person_secret ps ON ps.person_key = g.person_key
        WHERE p.id = ?`,
      [...name.params, graduateIds, jobPostingId],
    )) as Row[];
    const certificates = await this.certificates(graduateIds);
    return new Map(
      rows.map((row) => [
        row.graduateId,
        {
          ...row,
          nameConsented: Boolean(row.nameConsented),
          certificates: certificates.get(row.graduateId) ?? [],
        },
      ]),
    );
  }

  private async certificates(graduateIds: readonly EntityId[]): Promise<Map<number, CertificateRow[]>> {
    const rows = (await this.dataSource.query(
      `SELECT graduate_id AS graduateId, occupation_code AS occupationCode, grade FROM graduate_certificate
        WHERE graduate_id IN (?) ORDER BY graduate_id, occupation_code`,
      [graduateIds],
    )) as CertificateRow[];
    return groupBy(rows, ({ graduateId }) => graduateId);
  }
}
