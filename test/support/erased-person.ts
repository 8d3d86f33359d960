import { citizenIdCheckCharacter } from '@sxbq/kernel';
import { FieldCipher, PersonCipher, PersonSecret, UnitOfWork } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { INestApplicationContext } from '@nestjs/common';
import { ProgrammeWorld } from './programme-world';

const BODY = '99999919880807006';

/** A fictional person (region 999999 does not exist) whose data lies in every lib that keeps any. */
export const PERSON = {
  idNumber: BODY + citizenIdCheckCharacter(BODY),
  name: '欧阳不存在',
  phone: '13900001234',
  certificate: 'ZS-PERSON-1',
  teacherNumber: 'G-77001',
} as const;

/** Rows of the person, and what else the test looks at. */
export interface PersonTraces {
  readonly personKey: string;
  readonly secondmentId: number;
  readonly memberId: number;
  readonly userId: number;
  readonly fileId: number;
}

/** Writes the person into trainings, a secondment, a committee, two contacts, a user, an upload and its errors. */
export async function leaveTraces(app: INestApplicationContext, world: ProgrammeWorld): Promise<PersonTraces> {
  const dataSource = app.get(DataSource);
  const cipher = app.get(FieldCipher);
  const insert = async (sql: string, params: unknown[]): Promise<number> =>
    ((await dataSource.query(sql, params)) as { insertId: number }).insertId;
  const { home, other } = world.schools;
  const personKey = cipher.blindIndex('id-number', PERSON.idNumber);
  const secret = await app
    .get(UnitOfWork)
    .run(async (tx) => (await app.get(PersonCipher).secretsFor(tx, [personKey])).get(personKey) as PersonSecret);
  for (const [school, code, grade] of [
    [home, 'T1', 3],
    [home, 'T2', 3],
    [home, 'T3', 2],
    [other, 'T4', 3],
  ]) {
    const session = await insert(
      `INSERT INTO training_session (code, school_id, enterprise_id, occupation_code, grade, starts_on, ends_on)
       VALUES (?, ?, ?, '6-18-01-01', ?, '2025-03-01', '2025-03-31')`,
      [code, school, world.enterprises.home, grade],
    );
    await insert(
      `INSERT INTO trainee (training_session_id, name, id_number, person_key, certificate_number, passed)
       VALUES (?, ?, ?, ?, ?, 1)`,
      [
        session,
        secret.encrypt('trainee.name', PERSON.name),
        secret.encrypt('trainee.id_number', PERSON.idNumber),
        personKey,
        PERSON.certificate,
      ],
    );
  }
  const secondmentId = await insert(
    `INSERT INTO secondment (code, school_id, teacher_number, teacher_name, enterprise_id, starts_on, ends_on, verified)
     VALUES ('G1', ?, ?, ?, ?, '2025-02-01', '2025-02-28', 1)`,
    [home, PERSON.teacherNumber, PERSON.name, world.enterprises.home],
  );
  const memberId = await insert(
    `INSERT INTO committee_member (school_id, name, employer, affiliation, starts_on)
     VALUES (?, ?, '某公司', 'ENTERPRISE', '2025-01-01')`,
    [home, PERSON.name],
  );
  for (const [table, id] of [
    ['school', home],
    ['enterprise', world.enterprises.home],
  ] as const) {
    await dataSource.query(
      `UPDATE ${table} SET contact_name = ?, contact_phone = ?, contact_phone_index = ? WHERE id = ?`,
      [
        PERSON.name,
        cipher.encrypt(`${table}.contact_phone`, PERSON.phone),
        cipher.blindIndex('phone', PERSON.phone),
        id,
      ],
    );
  }
  const userId = await insert(
    `INSERT INTO user (username, display_name, password_hash, password_changed_at) VALUES ('ouyang', ?, 'x', NOW())`,
    [PERSON.name],
  );
  const importId = await insert(
    `INSERT INTO ledger_import (origin, mode, status, phase, requested_at) VALUES ('API', 'PARTIAL', 'REFUSED', 'DONE', NOW())`,
    [],
  );
  const fileId = await insert(
    `INSERT INTO ledger_file (import_id, file_name, byte_size, uploaded_at) VALUES (?, '学员.csv', 10, NOW())`,
    [importId],
  );
  await dataSource.query('INSERT INTO ledger_file_chunk (file_id, position, sealed) VALUES (?, 0, ?)', [
    fileId,
    cipher.sealBytes(`ledger_file_chunk.sealed.${fileId}.0`, Buffer.from(`${PERSON.name},${PERSON.idNumber}`)),
  ]);
  await insert(
    `INSERT INTO ledger_import_error (import_id, file_name, sheet_name, value, code, message)
     VALUES (?, '学员.csv', '培训学员', ?, 'DUPLICATE_ROW', '重复')`,
    [importId, PERSON.name],
  );
  return { personKey, secondmentId, memberId, userId, fileId };
}
