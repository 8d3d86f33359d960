import { Injectable } from '@nestjs/common';
import { FACT_CHANGED, FactChanged } from '@sxbq/kernel';
import {
  ERASED,
  HoldsPersonalData,
  Outbox,
  PersonalDataSource,
  PersonalRecord,
  PersonErasure,
  PersonIdentity,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';

interface FoundSecondment {
  readonly id: number;
  readonly code: string;
  readonly teacherNumber: string;
  readonly teacherName: string;
  readonly post: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly evaluation: string | null;
  readonly school: string;
  readonly enterprise: string;
  readonly regionCode: string;
}

/** Seconded teachers, known by name and their school's number alone: never certain. */
@HoldsPersonalData()
@Injectable()
export class TeacherPersonalData implements PersonalDataSource {
  readonly source = 'talent.secondment';
  readonly title = '教师挂职';
  readonly tables = ['secondment'];
  readonly correctable = { teacherName: '教师姓名' };

  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
  ) {}

  async find({ name }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT m.id, m.code, m.teacher_number AS teacherNumber, m.teacher_name AS teacherName, m.post,
              m.starts_on AS startsOn, m.ends_on AS endsOn, m.evaluation, s.name AS school, e.name AS enterprise,
              s.region_code AS regionCode
         FROM secondment m JOIN school s ON s.id = m.school_id JOIN enterprise e ON e.id = m.enterprise_id
        WHERE m.teacher_name = ? ORDER BY m.id`,
      [name],
    )) as FoundSecondment[];
    return rows.map((row) => ({
      id: row.id,
      isCertain: false,
      regionCode: row.regionCode,
      values: {
        挂职编号: row.code,
        教师姓名: row.teacherName,
        教师工号: row.teacherNumber,
        学校: row.school,
        企业: row.enterprise,
        岗位: row.post,
        开始日期: row.startsOn,
        结束日期: row.endsOn,
        考核结果: row.evaluation,
      },
    }));
  }

  async correct(tx: Transaction, id: number, _field: string, value: string): Promise<string | null> {
    const [row] = (await tx.query('SELECT teacher_name AS name FROM secondment WHERE id = ? FOR UPDATE', [id])) as {
      name: string;
    }[];
    if (!row) return null;
    await tx.query('UPDATE secondment SET teacher_name = ?, revision = revision + 1 WHERE id = ?', [value, id]);
    return row.name;
  }

  /** A teacher's days are counted once: every secondment of that teacher at that school gets the same new number. */
  async erase(tx: Transaction, { confirmedIds, pseudonym }: PersonErasure): Promise<number> {
    const schools = await this.schoolsOf(tx, confirmedIds);
    if (schools.length === 0) return 0;
    const result = (await tx.query(
      `UPDATE secondment m
         JOIN (SELECT DISTINCT school_id, teacher_number FROM secondment WHERE id IN (?) AND teacher_name <> ?) own
           ON own.school_id = m.school_id AND own.teacher_number = m.teacher_number
          SET m.teacher_name = ?, m.teacher_number = ?, m.evaluation = NULL, m.reversal_reason = NULL,
              m.revision = m.revision + 1`,
      [confirmedIds, ERASED, ERASED, `erased-${pseudonym.slice(0, 32)}`],
    )) as { affectedRows: number };
    await this.outbox.append(tx, FACT_CHANGED, { fact: 'SECONDMENT', schoolIds: schools } satisfies FactChanged);
    return result.affectedRows;
  }

  private async schoolsOf(tx: Transaction, ids: readonly number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    const rows = (await tx.query(
      'SELECT DISTINCT school_id AS id FROM secondment WHERE id IN (?) AND teacher_name <> ?',
      [ids, ERASED],
    )) as { id: number }[];
    return rows.map(({ id }) => id);
  }
}
