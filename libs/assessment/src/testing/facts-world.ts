import { CalendarDate } from '@sxbq/kernel';
import { DataSource } from 'typeorm';

/** Writes the rows that facts are counted from; what a row does not say has a usual value. All fictional. */
export class FactsWorld {
  private sequence = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** Of a tier from a date on, where one is given. */
  async school(row: { code?: string; regionCode?: string; tier?: [string, CalendarDate] } = {}): Promise<number> {
    const { tier, code = `X${this.next()}`, regionCode = '320411' } = row;
    const id = await this.insert('school', { code, name: `示例学校${code}`, region_code: regionCode });
    if (tier) await this.insert('school_tier', { school_id: id, tier: tier[0], effective_from: tier[1] });
    return id;
  }

  enterprise(row: { kind?: string; regionCode?: string } = {}): Promise<number> {
    const { kind = 'ENTERPRISE', regionCode = '320411' } = row;
    const uscc = `U${String(this.next()).padStart(17, '0')}`;
    return this.insert('enterprise', { uscc, name: `示例企业${this.sequence}`, kind, region_code: regionCode });
  }

  /** Filed, in force since last year without an end, with an approved plan. */
  async agreement(schoolId: number, enterpriseId: number, row: AgreementSample = {}): Promise<number> {
    const { plannedOn = '2025-06-01', ...columns } = row;
    const id = await this.insert('agreement', {
      code: `XY-${this.next()}`,
      school_id: schoolId,
      enterprise_id: enterpriseId,
      kinds: 'CLOSE',
      filed_on: '2025-02-01',
      effective_from: '2025-02-01',
      status: 'FILED',
      ...columns,
    });
    if (plannedOn !== null) await this.insert('cooperation_plan', { agreement_id: id, approved_on: plannedOn });
    return id;
  }

  execution(agreementId: number, occurredOn: CalendarDate, row: object = {}): Promise<number> {
    return this.insert('execution_record', {
      agreement_id: agreementId,
      code: `ZX-${this.next()}`,
      occurred_on: occurredOn,
      activity_kind: '课程共建',
      verified: true,
      ...row,
    });
  }

  secondment(schoolId: number, enterpriseId: number, teacher: string, from: CalendarDate, to: CalendarDate, row = {}) {
    return this.insert('secondment', {
      code: `GZ-${this.next()}`,
      school_id: schoolId,
      enterprise_id: enterpriseId,
      teacher_number: teacher,
      teacher_name: '示例教师',
      starts_on: from,
      ends_on: to,
      verified: true,
      ...row,
    });
  }

  /** A session with the persons who passed; those marked with `-` did not. */
  async session(schoolId: number, enterpriseId: number, endsOn: CalendarDate, persons: string[], row: object = {}) {
    const id = await this.insert('training_session', {
      code: `PX-${this.next()}`,
      school_id: schoolId,
      enterprise_id: enterpriseId,
      occupation_code: '6-18-01-01',
      grade: 3,
      starts_on: '2026-01-02',
      ends_on: endsOn,
      ...row,
    });
    for (const person of persons) {
      const key = person.replace('-', '');
      await this.insert('trainee', {
        training_session_id: id,
        name: '示例学员',
        id_number: 'sealed',
        person_key: key.padEnd(43, '_'),
        passed: !person.startsWith('-'),
      });
    }
    return id;
  }

  async cohort(schoolId: number, heads: number, placedBefore = 0, graduationYear = 2026) {
    const major = await this.insert('school_major', { school_id: schoolId, code: `M${this.next()}`, name: '示例专业' });
    const classId = await this.insert('school_class', {
      school_id: schoolId,
      code: `B${this.next()}`,
      name: '示例班',
      school_major_id: major,
      level: 'SENIOR',
      starts_on: '2023-09-01',
      ends_on: '2026-07-01',
    });
    const id = await this.insert('graduate_cohort', {
      school_id: schoolId,
      school_class_id: classId,
      graduation_year: graduationYear,
      heads,
      available: heads,
      placed_before: placedBefore,
    });
    return { id, classId };
  }

  graduate(schoolId: number, cohortId: number, graduationYear = 2026): Promise<number> {
    const number = this.next();
    return this.insert('graduate', {
      school_id: schoolId,
      cohort_id: cohortId,
      graduation_year: graduationYear,
      student_number: `G${number}`,
      name: 'sealed',
      id_number: 'sealed',
      person_key: `p${number}`.padEnd(43, '_'),
      status: 'AVAILABLE',
    });
  }

  posting(enterpriseId: number, heads: number, decidedAt: string | null, row: object = {}): Promise<number> {
    return this.insert('job_posting', {
      enterprise_id: enterpriseId,
      code: `GW-${this.next()}`,
      kind: 'JOB',
      title: '示例岗位',
      occupation_edition: '2022',
      occupation_code: '6-18-01-01',
      heads,
      region_code: '320411',
      valid_until: '2026-12-31',
      status: 'LIVE',
      fingerprint: `f${this.sequence}`.padEnd(43, '_'),
      decided_at: decidedAt,
      ...row,
    });
  }

  /** An application sent at an instant; with an outcome the graduate accepted and took up the work. */
  async application(
    { posting, graduate, enterprise, school }: Record<'posting' | 'graduate' | 'enterprise' | 'school', number>,
    sentAt: string,
    outcome?: { placedOn: CalendarDate; related?: boolean; retained?: boolean; checkedOn?: CalendarDate },
  ): Promise<number> {
    const id = await this.insert('application', {
      job_posting_id: posting,
      graduate_id: graduate,
      enterprise_id: enterprise,
      school_id: school,
      origin: 'APPLICATION',
      status: outcome ? 'PLACED' : 'SENT',
      open: outcome ? null : 1,
      accepted_graduate_id: outcome ? graduate : null,
    });
    await this.insert('application_event', { application_id: id, to_status: 'SENT', occurred_at: sentAt });
    if (!outcome) return id;
    const { placedOn, related = false, retained = null, checkedOn = null } = outcome;
    await this.insert('placement_outcome', {
      application_id: id,
      placed_on: placedOn,
      contract_kind: 'FIXED',
      related_to_major: related,
      retained,
      checked_on: checkedOn,
    });
    return id;
  }

  async insert(table: string, row: object): Promise<number> {
    const columns = Object.keys(row).map((column) => `\`${column}\``);
    const inserted = (await this.dataSource.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (?)`, [
      Object.values(row),
    ])) as { insertId: number };
    return inserted.insertId;
  }

  private next(): number {
    return ++this.sequence;
  }
}

/** Columns of an agreement, and when its plan was approved; null: it has none. */
export interface AgreementSample {
  readonly kinds?: string;
  readonly filed_on?: CalendarDate | null;
  readonly effective_from?: CalendarDate;
  readonly effective_to?: CalendarDate | null;
  readonly terminated_on?: CalendarDate | null;
  readonly predecessor_id?: number;
  readonly plannedOn?: CalendarDate | null;
}
