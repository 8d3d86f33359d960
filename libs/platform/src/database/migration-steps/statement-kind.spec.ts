import { statementKind, StatementKind } from './statement-kind';

describe('a statement of a migration', () => {
  it.each<[string, StatementKind]>([
    ['CREATE TABLE `a` (`id` int)', 'SCHEMA'],
    ['alter table `a` add `b` int', 'SCHEMA'],
    ['RENAME TABLE `a` TO `b`', 'SCHEMA'],
    ['TRUNCATE TABLE `a`', 'SCHEMA'],
    ['ANALYZE TABLE `a`', 'SCHEMA'],
    ['/*! a hint that is a statement */', 'SCHEMA'],
    ['INSERT INTO a VALUES (1)', 'WRITE'],
    ['  -- why\n /* and how */ UPDATE a SET b = 1', 'WRITE'],
    ['REPLACE INTO a VALUES (1)', 'WRITE'],
    ['DELETE FROM a', 'WRITE'],
    ['WITH x AS (SELECT 1) UPDATE a JOIN x SET b = 1', 'WRITE'],
    ['WITH x AS (SELECT 1) SELECT * FROM x', 'READ'],
    ['(SELECT 1) UNION (SELECT 2)', 'READ'],
    ['SHOW COLUMNS FROM a', 'READ'],
    ['SET FOREIGN_KEY_CHECKS = 0', 'SESSION'],
    ['START TRANSACTION', 'TRANSACTION'],
    ['RELEASE SAVEPOINT typeorm_1', 'TRANSACTION'],
  ])('%s is %s', (sql, kind) => {
    expect(statementKind(sql)).toBe(kind);
  });
});
