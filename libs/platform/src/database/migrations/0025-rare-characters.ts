import { plainPersonName } from '@sxbq/kernel';
import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names and codes are compared by Unicode 5.2 instead of 4.0: letter case, accents and width do not count as before, but
 * characters beyond the basic plane (𠮷, 𡃁), which 4.0 takes all for one, are different. Every text column gets the
 * new collation, so that no comparison mixes two: columns are found in the database, whatever release they came with.
 * A database that was changed half-way is taken up where it stands.
 */
const COLLATION = 'utf8mb4_unicode_520_ci';
const AFTER = `CHARACTER SET utf8mb4 COLLATE ${COLLATION}`;
const NAMES_AT_ONCE = 1_000;

interface TextColumn {
  readonly tableName: string;
  readonly columnName: string;
  readonly type: string;
  readonly nullable: 'YES' | 'NO';
  readonly standard: string | null;
  readonly comment: string;
}

interface NamedRow {
  readonly id: number;
  readonly name: string;
}

export class RareCharacters implements MigrationInterface {
  readonly name = 'RareCharacters0000000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER DATABASE ${AFTER}`);
    const isMariaDb = String((await this.rows<{ v: string }>(runner, 'SELECT VERSION() AS v'))[0]?.v).includes('Maria');
    const columns = await this.rows<TextColumn>(
      runner,
      `SELECT c.TABLE_NAME AS tableName, c.COLUMN_NAME AS columnName, c.COLUMN_TYPE AS type, c.IS_NULLABLE AS nullable,
              c.COLUMN_DEFAULT AS standard, c.COLUMN_COMMENT AS comment
         FROM information_schema.COLUMNS c
         JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
        WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' AND c.CHARACTER_SET_NAME = 'utf8mb4'
          AND c.COLLATION_NAME <> '${COLLATION}' AND c.COLLATION_NAME NOT LIKE '%\\_bin'
          AND c.EXTRA NOT LIKE '%GENERATED%'
        ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`,
    );
    const tables = await this.rows<{ tableName: string }>(
      runner,
      `SELECT TABLE_NAME AS tableName FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND TABLE_COLLATION <> '${COLLATION}'`,
    );
    for (const tableName of new Set([...tables, ...columns].map((each) => each.tableName))) {
      const modified = columns
        .filter((column) => column.tableName === tableName)
        .map((column) => `MODIFY ${definition(column, isMariaDb)}`);
      await runner.query(`ALTER TABLE \`${tableName}\` ${[...modified, `DEFAULT ${AFTER}`].join(', ')}`);
    }
    await this.joinNames(runner);
  }

  /**
   * Members' names are a key: a space inside a Chinese name goes, as it is read from now on. Where the school has a member of the plain
   * name from the same day already, the row stays as it is.
   */
  private async joinNames(runner: QueryRunner): Promise<void> {
    for (let after = 0; ;) {
      const found = await this.rows<NamedRow>(
        runner,
        `SELECT id, name FROM committee_member WHERE id > ${after} ORDER BY id LIMIT ${NAMES_AT_ONCE}`,
      );
      for (const { id, name } of found) {
        const plain = plainPersonName(name);
        if (plain === name || plain === '') continue;
        await runner.query('UPDATE IGNORE committee_member SET name = ?, changed_at = changed_at WHERE id = ?', [
          plain,
          id,
        ]);
      }
      const last = found.at(-1);
      if (!last) return;
      after = last.id;
    }
  }

  private async rows<Row>(runner: QueryRunner, sql: string): Promise<Row[]> {
    return (await runner.query(sql)) as Row[];
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}

function definition({ columnName, type, nullable, standard, comment }: TextColumn, isMariaDb: boolean): string {
  const parts = [`\`${columnName}\``, type, AFTER, nullable === 'YES' ? 'NULL' : 'NOT NULL'];
  // MariaDB gives a default as it is written in SQL, MySQL its value.
  if (standard !== null) parts.push(`DEFAULT ${isMariaDb ? standard : quoted(standard)}`);
  if (comment !== '') parts.push(`COMMENT ${quoted(comment)}`);
  return parts.join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
