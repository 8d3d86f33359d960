import { Injectable } from '@nestjs/common';
import { ConsentCategory, ConsentPurpose, ConsentRecipient, hasConsent } from '@sxbq/privacy';
import { ClassLevel } from '@sxbq/schools/vocabulary';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { groupBy } from '@sxbq/kernel';
import { DataSource } from 'typeorm';
import { GRADUATE_AGREED } from './applications.repository';

/** An applicant as kept; whether the enterprise may know name and phone is decided in SQL. */
export interface StoredApplicant {
  readonly majorName: string;
  readonly level: ClassLevel;
  readonly graduationYear: number;
  readonly sealedName: string;
  readonly sealedPhone: string | null;
  /** Null for a person who was erased. */
  readonly sealedSecret: string | null;
  /** Whether the person ever agreed to meet the enterprise; it knows nothing of them before. */
  readonly graduateAgreed: boolean;
  readonly nameConsented: boolean;
  readonly contactConsented: boolean;
  readonly certificates: readonly { readonly occupationCode: string; readonly grade: SkillGrade }[];
}

type Row = Omit<StoredApplicant, 'graduateAgreed' | 'nameConsented' | 'contactConsented' | 'certificates'> & {
  /** What it was asked by. */
  readonly id: number;
  readonly graduateId: number;
  readonly graduateAgreed: number;
  readonly nameConsented: number;
  readonly contactConsented: number;
};

/** Where persons are looked up and by what; SQL of ours. */
interface Asked {
  readonly id: string;
  readonly from: string;
  readonly agreed: string;
}

@Injectable()
export class ApplicantsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** By application. The caller has read the applications within its scope. */
  find(applicationIds: readonly number[]): Promise<Map<number, StoredApplicant>> {
    const from = 'application a JOIN graduate g ON g.id = a.graduate_id';
    const asked = { id: 'a.id', from, agreed: GRADUATE_AGREED.sql };
    return this.select(asked, { column: 'a.enterprise_id' }, applicationIds);
  }

  /** By graduate, as the enterprise may know them. The caller has looked that they chose it. */
  findForEnterprise(enterpriseId: number, graduateIds: readonly number[]): Promise<Map<number, StoredApplicant>> {
    return this.select({ id: 'g.id', from: 'graduate g', agreed: 'TRUE' }, enterpriseId, graduateIds);
  }

  private async select(
    asked: Asked,
    enterprise: number | { readonly column: string },
    ids: readonly number[],
  ): Promise<Map<number, StoredApplicant>> {
    if (ids.length === 0) return new Map();
    const rows = await this.rows(asked, enterprise, ids);
    const certificates = await this.certificates(rows.map((row) => row.graduateId));
    return new Map(
      rows.map(({ id: key, graduateId, graduateAgreed, nameConsented, contactConsented, ...row }) => [
        key,
        {
          ...row,
          graduateAgreed: Boolean(graduateAgreed),
          nameConsented: Boolean(nameConsented),
          contactConsented: Boolean(contactConsented),
          certificates: certificates.get(graduateId) ?? [],
        },
      ]),
    );
  }

  private async rows(
    { id, from, agreed }: Asked,
    enterprise: number | { readonly column: string },
    ids: readonly number[],
  ): Promise<Row[]> {
    const recipient = { kind: ConsentRecipient.ENTERPRISE, id: enterprise };
    const name = hasConsent('g.person_key', recipient, ConsentPurpose.PLACEMENT, ConsentCategory.NAME);
    const contact = hasConsent('g.person_key', recipient, ConsentPurpose.PLACEMENT, ConsentCategory.CONTACT);
    return (await this.dataSource.query(
      `SELECT ${id} AS id, g.id AS graduateId, m.name AS majorName, l.level,
              g.graduation_year AS graduationYear, g.name AS sealedName, g.phone AS sealedPhone,
              ps.secret AS sealedSecret, ${agreed} AS graduateAgreed, ${name.sql} AS nameConsented, ${contact.sql} AS contactConsented
         FROM ${from}
         JOIN graduate_cohort c ON c.id = g.cohort_id
         JOIN school_class l ON l.id = c.school_class_id
         JOIN school_major m ON m.id = l.school_major_id
         LEFT JOIN person_secret ps ON ps.person_key = g.person_key
        WHERE ${id} IN (?)`,
      [...name.params, ...contact.params, ids],
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
