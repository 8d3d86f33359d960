import { Injectable } from '@nestjs/common';
import {
  ERASED,
  HoldsPersonalData,
  PersonalDataSource,
  PersonalRecord,
  PersonErasure,
  PersonIdentity,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';

interface FoundMember {
  readonly id: number;
  readonly name: string;
  readonly employer: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly school: string;
  readonly regionCode: string;
}

/** Members of schools' programme bodies, known by name alone: never certain. They go on counting. */
@HoldsPersonalData()
@Injectable()
export class CommitteePersonalData implements PersonalDataSource {
  readonly source = 'policy.committeeMember';
  readonly title = '校级机构成员';
  readonly tables = ['committee_member'];
  readonly correctable = { name: '姓名' };

  constructor(private readonly dataSource: DataSource) {}

  async find({ name }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT m.id, m.name, m.employer, m.starts_on AS startsOn, m.ends_on AS endsOn, s.name AS school,
              s.region_code AS regionCode
         FROM committee_member m JOIN school s ON s.id = m.school_id WHERE m.name = ? ORDER BY m.id`,
      [name],
    )) as FoundMember[];
    return rows.map((row) => ({
      id: row.id,
      isCertain: false,
      regionCode: row.regionCode,
      values: { 姓名: row.name, 单位: row.employer, 学校: row.school, 任职日期: row.startsOn, 离任日期: row.endsOn },
    }));
  }

  async correct(tx: Transaction, id: number, _field: string, value: string): Promise<string | null> {
    const [row] = (await tx.query('SELECT name FROM committee_member WHERE id = ? FOR UPDATE', [id])) as {
      name: string;
    }[];
    if (!row) return null;
    await tx.query('UPDATE committee_member SET name = ? WHERE id = ?', [value, id]);
    return row.name;
  }

  /** The name is part of a unique key: what stands for it tells the erased members of a school apart. */
  async erase(tx: Transaction, { identity, confirmedIds, pseudonym }: PersonErasure): Promise<number> {
    if (confirmedIds.length === 0) return 0;
    const result = (await tx.query('UPDATE committee_member SET name = ?, employer = ? WHERE id IN (?) AND name = ?', [
      `${ERASED}${pseudonym.slice(0, 8)}`,
      ERASED,
      confirmedIds,
      identity.name,
    ])) as { affectedRows: number };
    return result.affectedRows;
  }
}
