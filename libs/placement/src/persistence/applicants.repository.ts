import { Injectable } from '@nestjs/common';
import { ConsentCategory, ConsentPurpose, ConsentRecipient, hasConsent } from '@sxbq/privacy';
import { ClassLevel } from '@sxbq/schools/vocabulary';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { groupBy } from '@sxbq/kernel';
import { DataSource } from 'typeorm';

/** An applicant as kept; whether the enterprise of the application may know name and phone is decided in SQL. */
export interface StoredApplicant {
  readonly applicationId: number;
  readonly majorName: string;
  readonly level: ClassLevel;
  readonly graduationYear: number;
  readonly sealedName: string;
  readonly sealedPhone: string | null;
  /** Null for a person who was erased. */
  readonly sealedSecret: string | null;
  readonly nameConsented: boolean;
  readonly contactConsented: boolean;
  readonly certificates: readonly { readonly occupationCode: string; readonly grade: SkillGrade }[];
}

type Row = Omit<StoredApplicant, 'nameConsented' | 'contactConsented' | 'certificates'> & {
  readonly graduateId: number;
  readonly nameConsented: number;
  readonly contactConsented: number;
};

@Injectable()
export class ApplicantsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** By application. The caller has read the applications within its scope. */
  async find(applicationIds: readonly number[]): Promise<Map<number, StoredApplicant>> {
    if (applicationIds.length === 0) return new Map();
    const rows = await this.rows(applicationIds);
    const certificates = await this.certificates(rows.map((row) => row.graduateId));
    return new Map(
      rows.map(({ graduateId, nameConsented, contactConsented, ...row }) => [
        row.applicationId,
        {
          ...row,
          nameConsented: Boolean(nameConsented),
          contactConsented: Boolean(contactConsented),
          certificates: certificates.get(graduateId) ?? [],
        },
      ]),
    );
  }

  private async rows(applicationIds: readonly number[]): Promise<Row[]> {
    const recipient = { kind: ConsentRecipient.ENTERPRISE, id: { column: 'a.enterprise_id' } };
    const name = hasConsent('g.person_key', recipient, ConsentPurpose.PLACEMENT, ConsentCategory.NAME);
    const contact = hasConsent('g.person_key', recipient, ConsentPurpose.PLACEMENT, ConsentCategory.CONTACT);
    return (await this.dataSource.query(
      `SELECT a.id AS applicationId, g.id AS graduateId, m.name AS majorName, l.level,
              g.graduation_year AS graduationYear, g.name AS sealedName, g.phone AS sealedPhone,
              ps.secret AS sealedSecret, ${name.sql} AS nameConsented, ${contact.sql} AS contactConsented
         FROM application a
         JOIN graduate g ON g.id = a.graduate_id
         JOIN graduate_cohort c ON c.id = g.cohort_id
         JOIN school_class l ON l.id = c.school_class_id
         JOIN school_major m ON m.id = l.school_major_id
         LEFT JOIN person_secret ps ON ps.person_key = g.person_key
        WHERE a.id IN (?)`,
      [...name.params, ...contact.params, applicationIds],
    )) as Row[];
  }

  private async certificates(
    graduateIds: readonly number[],
  ): Promise<Map<number, { occupationCode: string; grade: SkillGrade }[]>> {
    if (graduateIds.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      `SELECT graduate_id AS graduateId, occupation_code AS occupationCode, grade FROM graduate_certificate
        WHERE graduate_id IN (?) ORDER BY occupation_code`,
      [graduateIds],
    )) as { graduateId: number; occupationCode: string; grade: SkillGrade }[];
    return groupBy(rows, (row) => row.graduateId);
  }
}
