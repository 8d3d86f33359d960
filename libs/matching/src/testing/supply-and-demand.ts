import { Graduate, GraduateCohort, GraduateStatus } from '@sxbq/graduates';
import { JobPosting, PostingKind, PostingStatus } from '@sxbq/postings';
import { ClassLevel, SchoolClass, SchoolMajor } from '@sxbq/schools';
import { DataSource } from 'typeorm';

export interface GivenGraduate {
  readonly status?: GraduateStatus;
  readonly optedOut?: boolean;
  readonly salaryFloor?: number | null;
  readonly certificates?: readonly (readonly [occupationCode: string, grade: number])[];
  readonly occupations?: readonly string[];
  readonly regions?: readonly string[];
}

export interface GivenPosting {
  readonly occupationCode: string;
  readonly majors?: readonly string[];
  readonly gradeFloor?: number | null;
  readonly salary?: readonly [low: number | null, high: number | null];
  readonly regionCode?: string;
  readonly status?: PostingStatus;
  readonly validUntil?: string;
  readonly heads?: number;
  readonly taken?: number;
}

export const EDITION = '2022 draft';

/** Writes graduates, postings and what lies between them straight into the tables, for tests. */
export class SupplyAndDemand {
  private sequence = 0;

  constructor(readonly dataSource: DataSource) {}

  async cohort(schoolId: number, majorName: string, graduationYear = 2026): Promise<Cohort> {
    const number = ++this.sequence;
    const schoolMajorId = await this.insert(SchoolMajor, { schoolId, code: `Z${number}`, name: majorName });
    const schoolClassId = await this.insert(SchoolClass, {
      schoolId,
      schoolMajorId,
      code: `B${number}`,
      name: '示例班',
      level: ClassLevel.SENIOR,
      startsOn: '2023-09-01',
      endsOn: null,
    });
    const heads = { heads: 50, available: 50, placedBefore: 0 };
    const id = await this.insert(GraduateCohort, { schoolId, schoolClassId, graduationYear, ...heads });
    return { id, schoolId, graduationYear };
  }

  async graduate({ id: cohortId, schoolId, graduationYear }: Cohort, given: GivenGraduate = {}): Promise<number> {
    const { certificates = [], occupations = [], regions = [] } = given;
    const number = ++this.sequence;
    const id = await this.insert(Graduate, {
      schoolId,
      cohortId,
      graduationYear,
      studentNumber: `X${number}`,
      name: '',
      idNumber: '',
      personKey: `person-${number}`,
      status: given.status ?? GraduateStatus.AVAILABLE,
      salaryFloor: given.salaryFloor ?? null,
      suggestionsOptedOut: given.optedOut ?? false,
    });
    for (const [code, grade] of certificates) {
      await this.write('graduate_certificate (graduate_id, occupation_code, grade)', [id, code, grade]);
    }
    for (const [kind, codes] of [
      ['OCCUPATION', occupations],
      ['REGION', regions],
    ] as const) {
      for (const [index, code] of codes.entries()) {
        await this.write('graduate_wish (graduate_id, kind, code, `rank`)', [id, kind, code, index + 1]);
      }
    }
    return id;
  }

  async posting(enterpriseId: number, given: GivenPosting): Promise<number> {
    const number = ++this.sequence;
    const id = await this.insert(JobPosting, {
      enterpriseId,
      code: `GW-${number}`,
      kind: PostingKind.JOB,
      title: `示例岗位${number}`,
      occupationEdition: EDITION,
      occupationCode: given.occupationCode,
      fingerprint: `f${number}`,
      gradeFloor: given.gradeFloor ?? null,
      heads: given.heads ?? 2,
      taken: given.taken ?? 0,
      salaryMin: given.salary?.[0] ?? null,
      salaryMax: given.salary?.[1] ?? null,
      regionCode: given.regionCode ?? '320411',
      validUntil: given.validUntil ?? '2099-12-31',
      status: given.status ?? PostingStatus.LIVE,
    });
    for (const major of given.majors ?? []) {
      await this.write('job_posting_major (job_posting_id, major_name)', [id, major]);
    }
    return id;
  }

  link(majorName: string, occupationCode: string): Promise<void> {
    const number = ++this.sequence;
    return this.write(
      'major_occupation (edition, major_level, major_code, major_name, occupation_edition, occupation_code, source)',
      ['2021', '中等职业教育', `M${number}`, majorName, EDITION, occupationCode, '示例'],
    );
  }

  workFunction(row: { code: string; grade: number; name: string; weight: number; edition?: string }): Promise<void> {
    return this.write(
      'skill_function (edition, occupation_edition, occupation_code, occupation_name, grade, name, weight)',
      [row.edition ?? '2020', EDITION, row.code, '示例职业', row.grade, row.name, row.weight],
    );
  }

  agreement(schoolId: number, enterpriseId: number, effectiveTo: string | null, terminatedOn: string | null = null) {
    return this.write(
      'agreement (code, school_id, enterprise_id, kinds, filed_on, effective_from, effective_to, terminated_on, status)',
      [
        `XY${++this.sequence}`,
        schoolId,
        enterpriseId,
        'CLOSE',
        '2024-01-10',
        '2024-01-10',
        effectiveTo,
        terminatedOn,
        'FILED',
      ],
    );
  }

  placement(graduateId: number, schoolId: number, postingId: number, enterpriseId: number): Promise<void> {
    return this.write('application (job_posting_id, graduate_id, enterprise_id, school_id, origin, status)', [
      ...[postingId, graduateId, enterpriseId, schoolId, 'APPLICATION', 'PLACED'],
    ]);
  }

  private async insert(entity: new () => object, row: object): Promise<number> {
    const { identifiers } = await this.dataSource.manager.insert(entity, row);
    return (identifiers[0] as { id: number }).id;
  }

  private async write(into: string, values: readonly unknown[]): Promise<void> {
    await this.dataSource.query(`INSERT INTO ${into} VALUES (?)`, [values]);
  }
}

export interface Cohort {
  readonly id: number;
  readonly schoolId: number;
  readonly graduationYear: number;
}
