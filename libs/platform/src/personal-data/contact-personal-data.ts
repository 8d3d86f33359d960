import { DataSource } from 'typeorm';
import { Transaction } from '../database/unit-of-work';
import { FieldCipher } from './field-cipher';
import { PersonalDataSource, PersonalRecord, PersonErasure, PersonIdentity } from './personal-data-source';

interface FoundContact {
  readonly id: number;
  readonly name: string;
  readonly regionCode: string;
  readonly contactName: string | null;
  readonly sealedPhone: string | null;
  readonly hasPhone: number | boolean;
}

/**
 * Contact persons of organisations, in columns contact_name, contact_phone and contact_phone_index. Name and phone
 * together are certain; a name or a phone alone, which may have passed to a successor, is not.
 */
export abstract class ContactPersonalData implements PersonalDataSource {
  abstract readonly source: string;
  abstract readonly title: string;
  readonly tables: readonly string[];
  readonly correctable = { contactName: '联系人' };

  /** `table` is ours; so is `phoneField`, its phone's name for the cipher. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
    private readonly table: string,
    private readonly phoneField: string,
  ) {
    this.tables = [table];
  }

  async find({ name, phoneIndex }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT id, name, region_code AS regionCode, contact_name AS contactName, contact_phone AS sealedPhone,
              COALESCE(contact_phone_index = ?, FALSE) AS hasPhone
         FROM ${this.table} WHERE contact_name = ? OR contact_phone_index = ? ORDER BY id`,
      [phoneIndex, name, phoneIndex],
    )) as FoundContact[];
    return rows.map((row) => ({
      id: row.id,
      isCertain: row.contactName === name && Boolean(row.hasPhone),
      regionCode: row.regionCode,
      values: {
        单位: row.name,
        联系人: row.contactName,
        联系电话: row.sealedPhone === null ? null : this.cipher.decrypt(this.phoneField, row.sealedPhone),
      },
    }));
  }

  async correct(tx: Transaction, id: number, _field: string, value: string): Promise<string | null> {
    const [row] = (await tx.query(`SELECT contact_name AS name FROM ${this.table} WHERE id = ? FOR UPDATE`, [id])) as {
      name: string | null;
    }[];
    if (!row) return null;
    await tx.query(`UPDATE ${this.table} SET contact_name = ?, revision = revision + 1 WHERE id = ?`, [value, id]);
    return row.name ?? '';
  }

  async erase(tx: Transaction, { identity, confirmedIds }: PersonErasure): Promise<number> {
    const result = (await tx.query(
      `UPDATE ${this.table}
          SET contact_name = NULL, contact_phone = NULL, contact_phone_index = NULL, revision = revision + 1
        WHERE (contact_name = ? AND contact_phone_index = ?)
           OR (id IN (?) AND (contact_name = ? OR contact_phone_index = ?))`,
      [identity.name, identity.phoneIndex, [0, ...confirmedIds], identity.name, identity.phoneIndex],
    )) as { affectedRows: number };
    return result.affectedRows;
  }
}
