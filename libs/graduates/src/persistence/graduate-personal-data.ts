import { Injectable } from '@nestjs/common';
import {
  HoldsPersonalData,
  PersonalDataSource,
  PersonalRecord,
  PersonCipher,
  PersonErasure,
  PersonIdentity,
  PersonSecret,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { GraduateStatus } from '../domain/graduate-status';
import { GRADUATE_ID_NUMBER_FIELD, GRADUATE_NAME_FIELD, GRADUATE_PHONE_FIELD } from './graduate.entity';

interface FoundGraduate {
  readonly id: number;
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly studentNumber: string;
  readonly graduationYear: number;
  readonly status: string;
  readonly salaryFloor: number | null;
  readonly suggestionsOptedOut: number | boolean;
  readonly certificates: string | null;
  readonly wishes: string | null;
  readonly school: string;
  readonly className: string;
  readonly regionCode: string;
}

/** Graduates, told apart by their ID number; erased ones go on counting in their cohort, as nobody. */
@HoldsPersonalData()
@Injectable()
export class GraduatePersonalData implements PersonalDataSource {
  readonly source = 'graduates.graduate';
  readonly title = '毕业生';
  readonly tables = ['graduate'];
  readonly correctable = { name: '姓名' };

  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonCipher,
  ) {}

  async find({ personKey }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT g.id, g.name, g.id_number AS idNumber, g.phone, g.student_number AS studentNumber,
              g.graduation_year AS graduationYear, g.status, g.salary_floor AS salaryFloor,
              g.suggestions_opted_out AS suggestionsOptedOut, s.name AS school, s.region_code AS regionCode,
              c.name AS className,
              (SELECT GROUP_CONCAT(CONCAT(k.occupation_code, ':', k.grade) ORDER BY k.occupation_code SEPARATOR '、')
                 FROM graduate_certificate k WHERE k.graduate_id = g.id) AS certificates,
              (SELECT GROUP_CONCAT(w.code ORDER BY w.kind, w.\`rank\` SEPARATOR '、')
                 FROM graduate_wish w WHERE w.graduate_id = g.id) AS wishes
         FROM graduate g JOIN school s ON s.id = g.school_id JOIN graduate_cohort h ON h.id = g.cohort_id
         JOIN school_class c ON c.id = h.school_class_id
        WHERE g.person_key = ? ORDER BY g.id`,
      [personKey],
    )) as FoundGraduate[];
    const secret = (await this.persons.find(this.dataSource, [personKey])).get(personKey) ?? null;
    return rows.map((row) => ({
      id: row.id,
      isCertain: true,
      regionCode: row.regionCode,
      values: {
        姓名: this.persons.decrypt(secret, GRADUATE_NAME_FIELD, row.name),
        证件号码: this.persons.decrypt(secret, GRADUATE_ID_NUMBER_FIELD, row.idNumber),
        联系电话: row.phone === null ? null : this.persons.decrypt(secret, GRADUATE_PHONE_FIELD, row.phone),
        学校: row.school,
        班级: row.className,
        学号: row.studentNumber,
        毕业年份: row.graduationYear,
        就业状态: row.status,
        技能证书: row.certificates,
        求职意向: row.wishes,
        期望月薪: row.salaryFloor,
        不接受推荐: Boolean(row.suggestionsOptedOut),
      },
    }));
  }

  async correct(tx: Transaction, id: number, _field: string, value: string): Promise<string | null> {
    const [row] = (await tx.query('SELECT name, person_key AS personKey FROM graduate WHERE id = ? FOR UPDATE', [
      id,
    ])) as { name: string; personKey: string }[];
    if (!row || row.name === '') return null;
    const secret = (await this.persons.secretsFor(tx, [row.personKey])).get(row.personKey) as PersonSecret;
    const name = secret.encrypt(GRADUATE_NAME_FIELD, value);
    await tx.query('UPDATE graduate SET name = ?, revision = revision + 1 WHERE id = ?', [name, id]);
    return this.persons.decrypt(secret, GRADUATE_NAME_FIELD, row.name);
  }

  /** The student number names the person to the school as well: it goes, so that a ledger finds nobody under it. */
  async erase(tx: Transaction, { identity: { personKey }, pseudonym }: PersonErasure): Promise<number> {
    const found = (await tx.query('SELECT id FROM graduate WHERE person_key = ? FOR UPDATE', [personKey])) as {
      id: number;
    }[];
    const ids = found.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.query('DELETE FROM graduate_certificate WHERE graduate_id IN (?)', [ids]);
    await tx.query('DELETE FROM graduate_wish WHERE graduate_id IN (?)', [ids]);
    await tx.query(
      `UPDATE graduate
          SET name = '', id_number = '', phone = NULL, person_key = ?, student_number = CONCAT('erased-', id),
              salary_floor = NULL, suggestions_opted_out = TRUE, claimed_user_id = NULL, claim_hash = NULL,
              claim_expires_at = NULL, status = IF(status = ?, status, ?), revision = revision + 1
        WHERE id IN (?)`,
      [pseudonym, GraduateStatus.PLACED, GraduateStatus.WITHDRAWN, ids],
    );
    return ids.length;
  }
}
