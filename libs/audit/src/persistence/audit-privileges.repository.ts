import { Injectable } from '@nestjs/common';
import { databaseErrorNumber } from '@sxbq/platform';
import { DataSource } from 'typeorm';

const TABLE_ACCESS_DENIED = 1142;

/** Statements that change nothing, and that the run-time account must be refused all the same. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  'UPDATE audit_entry': 'UPDATE audit_entry SET action = action WHERE FALSE',
  'DELETE audit_entry': 'DELETE FROM audit_entry WHERE FALSE',
  'INSERT audit_link': 'INSERT INTO audit_link SELECT * FROM audit_link WHERE FALSE',
  'DELETE audit_link': 'DELETE FROM audit_link WHERE FALSE',
  'INSERT audit_head': 'INSERT INTO audit_head SELECT * FROM audit_head WHERE FALSE',
};

/** Asks the server what the account of this process may do to the audit. */
@Injectable()
export class AuditPrivilegesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** What it may do although it must not: 'DELETE audit_entry', 'DROP'. Empty when the audit is out of its reach. */
  async excessive(): Promise<string[]> {
    const held = await Promise.all(
      Object.entries(FORBIDDEN).map(async ([name, sql]) => ((await this.may(sql)) ? [name] : [])),
    );
    return [...held.flat(), ...(await this.shapePrivileges())];
  }

  private async may(sql: string): Promise<boolean> {
    try {
      await this.dataSource.query(sql);
      return true;
    } catch (error) {
      if (databaseErrorNumber(error) === TABLE_ACCESS_DENIED) return false;
      throw error;
    }
  }

  /** Who may drop or alter tables can do away with them, or with what guards them. */
  private async shapePrivileges(): Promise<string[]> {
    const rows = (await this.dataSource.query(
      `SELECT DISTINCT privilege FROM (
         SELECT PRIVILEGE_TYPE AS privilege FROM information_schema.USER_PRIVILEGES
         UNION ALL
         SELECT PRIVILEGE_TYPE FROM information_schema.SCHEMA_PRIVILEGES WHERE DATABASE() LIKE TABLE_SCHEMA
         UNION ALL
         SELECT PRIVILEGE_TYPE FROM information_schema.TABLE_PRIVILEGES
          WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'audit!_%' ESCAPE '!'
       ) held WHERE privilege IN ('ALTER', 'DROP', 'TRIGGER') ORDER BY privilege`,
    )) as { privilege: string }[];
    return rows.map(({ privilege }) => privilege);
  }
}
