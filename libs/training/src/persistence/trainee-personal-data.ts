import { Injectable } from '@nestjs/common';
import { FACT_CHANGED, FactChanged } from '@sxbq/kernel';
import {
  HoldsPersonalData,
  Outbox,
  PersonalDataSource,
  PersonalRecord,
  PersonCipher,
  PersonErasure,
  PersonIdentity,
  PersonSecret,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { TRAINEE_ID_NUMBER_FIELD, TRAINEE_NAME_FIELD } from './trainee.entity';

interface FoundTrainee {
  readonly id: number;
  readonly sealedName: string;
  readonly sealedIdNumber: string;
  readonly certificateNumber: string | null;
  readonly passed: number | boolean;
  readonly code: string;
  readonly occupation: string | null;
  readonly grade: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly school: string;
  readonly regionCode: string;
}

/** Trainees, told apart by their ID number; erased ones go on counting under a pseudonym. */
@HoldsPersonalData()
@Injectable()
export class TraineePersonalData implements PersonalDataSource {
  readonly source = 'training.trainee';
  readonly title = '培训学员';
  readonly tables = ['trainee'];
  readonly correctable = { name: '姓名' };

  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonCipher,
    private readonly outbox: Outbox,
  ) {}

  async find({ personKey }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT p.id, p.name AS sealedName, p.id_number AS sealedIdNumber, p.certificate_number AS certificateNumber, p.passed,
              t.code, t.occupation_name AS occupation, t.grade, t.starts_on AS startsOn, t.ends_on AS endsOn,
              s.name AS school, s.region_code AS regionCode
         FROM trainee p JOIN training_session t ON t.id = p.training_session_id JOIN school s ON s.id = t.school_id
        WHERE p.person_key = ? ORDER BY p.id`,
      [personKey],
    )) as FoundTrainee[];
    const secret = (await this.persons.find(this.dataSource, [personKey])).get(personKey) ?? null;
    return rows.map((row) => ({
      id: row.id,
      isCertain: true,
      regionCode: row.regionCode,
      values: {
        姓名: this.persons.decrypt(secret, TRAINEE_NAME_FIELD, row.sealedName),
        证件号码: this.persons.decrypt(secret, TRAINEE_ID_NUMBER_FIELD, row.sealedIdNumber),
        证书编号: row.certificateNumber,
        是否合格: Boolean(row.passed),
        学校: row.school,
        培训编号: row.code,
        职业: row.occupation,
        等级: row.grade,
        开始日期: row.startsOn,
        结束日期: row.endsOn,
      },
    }));
  }

  async correct(tx: Transaction, id: number, _field: string, value: string): Promise<string | null> {
    const [row] = (await tx.query('SELECT name, person_key AS personKey FROM trainee WHERE id = ? FOR UPDATE', [
      id,
    ])) as { name: string; personKey: string }[];
    if (!row || row.name === '') return null;
    const secret = (await this.persons.secretsFor(tx, [row.personKey])).get(row.personKey) as PersonSecret;
    const name = secret.encrypt(TRAINEE_NAME_FIELD, value);
    await tx.query('UPDATE trainee SET name = ?, revision = revision + 1 WHERE id = ?', [name, id]);
    return this.persons.decrypt(secret, TRAINEE_NAME_FIELD, row.name);
  }

  async erase(tx: Transaction, { identity, pseudonym }: PersonErasure): Promise<number> {
    const schools = (await tx.query(
      `SELECT DISTINCT t.school_id AS id FROM trainee p JOIN training_session t ON t.id = p.training_session_id
        WHERE p.person_key = ?`,
      [identity.personKey],
    )) as { id: number }[];
    if (schools.length === 0) return 0;
    const result = (await tx.query(
      `UPDATE trainee SET name = '', id_number = '', certificate_number = NULL, person_key = ?, revision = revision + 1
        WHERE person_key = ?`,
      [pseudonym, identity.personKey],
    )) as { affectedRows: number };
    // No figure changes; results are computed again so that what they were computed from is what is there.
    await this.outbox.append(tx, FACT_CHANGED, {
      fact: 'TRAINING',
      schoolIds: schools.map(({ id }) => id),
    } satisfies FactChanged);
    return result.affectedRows;
  }
}
