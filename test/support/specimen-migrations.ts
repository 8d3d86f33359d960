import { MigrationInterface, QueryRunner } from 'typeorm';

abstract class Specimen implements MigrationInterface {
  abstract up(runner: QueryRunner): Promise<void>;
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}

export class Shelves extends Specimen {
  readonly name = 'Shelves0000000000101';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE rack (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, amount INT NOT NULL)');
    await runner.query("INSERT INTO rack VALUES (1, 'a', 10), (2, 'b', 20), (3, 'c', 30)");
    await runner.query('ALTER TABLE rack ADD INDEX ix_name (name)');
    await runner.query('UPDATE rack SET amount = amount + 1');
    await runner.query("UPDATE rack SET name = CONCAT(name, '-', id)");
  }
}

/** Renames, drops, asks the schema, reads rows and computes from them, through the manager and in a loop. */
export class Labels extends Specimen {
  readonly name = 'Labels0000000000102';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('RENAME TABLE rack TO shelf');
    await runner.query('ALTER TABLE shelf CHANGE COLUMN amount number INT NOT NULL, DROP INDEX ix_name');
    if (!(await runner.hasColumn('shelf', 'label'))) await runner.query('ALTER TABLE shelf ADD label VARCHAR(20) NULL');
    await runner.query('CREATE TABLE shelf_label (label VARCHAR(20) PRIMARY KEY)');
    const rows = (await runner.query('SELECT id, name FROM shelf WHERE label IS NULL')) as {
      id: number;
      name: string;
    }[];
    for (const { id, name } of rows) {
      await runner.manager.query('UPDATE shelf SET label = ? WHERE id = ?', [name.toUpperCase(), id]);
      await runner.query('INSERT INTO shelf_label VALUES (?)', [name.toUpperCase()]);
    }
    await runner.query('ALTER TABLE shelf MODIFY label VARCHAR(20) NOT NULL, DROP COLUMN name');
    await runner.query('SET @unused = 1');
    await runner.query("ALTER TABLE shelf_label ADD CONSTRAINT ck_label CHECK (label <> '')");
    await runner.query('ALTER TABLE shelf ADD UNIQUE INDEX ix_shelf_label (label)');
    await runner.query(
      'ALTER TABLE shelf ADD CONSTRAINT fk_shelf_label FOREIGN KEY (label) REFERENCES shelf_label (label)',
    );
    await runner.query('CREATE TABLE scrap (id INT PRIMARY KEY)');
    await runner.query('DROP TABLE scrap');
  }
}

export class Twice extends Specimen {
  readonly name = 'Twice0000000000103';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE twice (id INT PRIMARY KEY)');
    await runner.query('CREATE TABLE twice (id INT PRIMARY KEY)');
  }
}

export class TwiceOtherwise extends Specimen {
  readonly name = 'Twice0000000000103';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE other (id INT PRIMARY KEY)');
  }
}
