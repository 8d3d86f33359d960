import { migrations } from '@sxbq/platform';
import { migrationsOf } from '../../../../test/support/released-schemas';
import { SpareDatabase } from '../../../../test/support/spare-database';

const through = (number: string) =>
  migrations.slice(0, migrations.findIndex((Migration) => new Migration().name?.endsWith(number)) + 1);

/** Rows of 0.3.0 that a later migration reads or writes anew. */
describe('the upgrade of rows of release 0.3.0', () => {
  const spare = new SpareDatabase('kept_data');
  const rows = (sql: string) => spare.owner.query<object[]>(sql);

  beforeAll(async () => {
    await spare.create();
    await spare.migrateAsBefore(migrationsOf('0.3.0'));
    await rows('SET FOREIGN_KEY_CHECKS = 0');
    await rounds();
    await files();
    await names();
    await rows('SET FOREIGN_KEY_CHECKS = 1');
    await spare.migrate(through('0000000000025'));
  });
  afterAll(() => spare.drop());

  async function rounds(): Promise<void> {
    const round = (id: number, region: string, year: number, status: string) => [
      id,
      '示例轮次',
      region,
      year,
      `seed-${id}`,
      1,
      status,
      '2026-05-01',
      '2026-05-10',
      5,
      1,
      3,
      `2026-04-0${id} 08:00:00.123456`,
      `2026-04-1${id} 08:00:00.654321`,
    ];
    await spare.owner.query(
      `INSERT INTO matching_round (id, title, region_prefix, graduation_year, seed, rule_version, status, wishes_until,
                                   ranking_until, max_wishes, passes, answer_days, recorded_at, changed_at) VALUES ?`,
      [
        [
          round(1, '3204', 2026, 'FINISHED'),
          round(2, '3204', 2026, 'OPEN'),
          round(3, '3204', 2026, 'DRAFT'),
          round(4, '3204', 2027, 'DRAFT'),
          round(5, '3204', 2027, 'DRAFT'),
          round(6, '3205', 2026, 'CANCELLED'),
          round(7, '320411', 2026, 'PROPOSED'),
        ],
      ],
    );
  }

  async function files(): Promise<void> {
    const named = [
      '学员11010519491231002X.xlsx',
      '联系13812345678.xlsx',
      '联系138-1234-5678.xlsx',
      '联系１３８１２３４５６７８.xlsx',
      '协议台账20260301.xlsx',
    ].map((name, index) => [index + 1, index === 0 ? 1 : null, name, '2026-05-01']);
    await spare.owner.query('INSERT INTO ledger_file (id, import_id, file_name, uploaded_at) VALUES ?', [named]);
    await rows(
      `INSERT INTO ledger_import (id, organisation_id, origin, mode, status, phase, requested_at, sheets, warnings)
       VALUES (1, 7, 'UPLOAD', 'VALIDATE', 'DONE', 'DONE', '2026-05-01',
               '[{"file":"学员11010519491231002X.xlsx"}]', NULL)`,
    );
    await rows(
      `INSERT INTO ledger_import_error (id, import_id, file_name, sheet_name, code, message)
       VALUES (1, 1, '学员138 1234 5678.xlsx', '学员', 'X', '文件“学员138 1234 5678.xlsx”第 3 行有误')`,
    );
  }

  async function names(): Promise<void> {
    await rows(
      `INSERT INTO trainee (id, training_session_id, name, id_number, person_key, passed)
       VALUES (1, 1, '示例甲', 'sealed', '1', 1), (2, 1, '示例乙', '', '2', 1)`,
    );
    await rows(
      "INSERT INTO school (id, code, name, region_code) VALUES (1, 'S1', '示例一', '320411'), (2, 'S2', '示例二', '320411')",
    );
    await rows(
      `INSERT INTO committee_member (id, school_id, name, employer, affiliation, starts_on, changed_at)
       VALUES (1, 1, '示\u3000例', '示例学校', 'SCHOOL', '2025-01-01', '2026-01-01 00:00:00.123456'),
              (2, 1, '示𠮷', '示例学校', 'SCHOOL', '2025-01-01', '2026-01-01 00:00:00.123456'),
              (3, 2, '示 例', '示例学校', 'SCHOOL', '2025-01-01', '2026-01-01 00:00:00.123456'),
              (4, 2, '示例', '示例学校', 'SCHOOL', '2025-01-01', '2026-01-01 00:00:00.123456')`,
    );
  }

  it('keeps every round’s seed, marked as drawn when the round was made, and changes no round’s time', async () => {
    const found = await rows(
      `SELECT seed = CONCAT('seed-', id) AND lot_origin = 'AT_CREATION' AND lot_drawn_at = recorded_at
              AND lot_secret IS NULL AND lot_commitment IS NULL AND draw_value IS NULL
              AND changed_at = CONCAT('2026-04-1', id, ' 08:00:00.654321') AS kept FROM matching_round`,
    );
    expect(found).toEqual(Array.from({ length: 7 }, () => ({ kept: 1 })));
  });

  it('lets one round of a region and year be the one that is going on: an open one before a draft, then the latest', async () => {
    expect(await rows('SELECT id FROM matching_round WHERE active = 1 ORDER BY id')).toEqual([
      { id: 2 },
      { id: 5 },
      { id: 7 },
    ]);
    const more = "UPDATE matching_round SET active = 1, title = '又一轮' WHERE id = ";
    await expect(rows(`${more} 3`)).rejects.toThrow(/Duplicate entry/);
    await expect(rows(`${more} 4`)).rejects.toThrow(/Duplicate entry/);
  });

  it('masks numbers in the names of files and in what repeats them, however they are written there', async () => {
    expect(await rows('SELECT file_name AS name FROM ledger_file ORDER BY id')).toEqual(
      [
        '学员110***********002X.xlsx',
        '联系138****5678.xlsx',
        '联系138-****-5678.xlsx',
        '联系１３８****５６７８.xlsx',
        '协议台账20260301.xlsx',
      ].map((name) => ({ name })),
    );
    expect(await rows('SELECT CAST(sheets AS CHAR) AS sheets FROM ledger_import')).toEqual([
      { sheets: expect.stringMatching(/学员110\*{11}002X\.xlsx/) as string },
    ]);
    expect(await rows('SELECT file_name AS name, message FROM ledger_import_error')).toEqual([
      { name: '学员138 **** 5678.xlsx', message: '文件“学员138 **** 5678.xlsx”第 3 行有误' },
    ]);
  });

  it('says whose an upload was that an import used, and purges none by surprise', async () => {
    expect(await rows('SELECT organisation_id AS whose FROM ledger_file WHERE import_id IS NOT NULL')).toEqual([
      { whose: 7 },
    ]);
    expect(await rows('SELECT id FROM ledger_file WHERE purge_due_at IS NOT NULL OR purged_at IS NOT NULL')).toEqual(
      [],
    );
  });

  it('keeps a trainee’s name to be sealed afterwards, and none of who was erased', async () => {
    expect(await rows('SELECT id, name FROM trainee ORDER BY id')).toEqual([
      { id: 1, name: '示例甲' },
      { id: 2, name: '' },
    ]);
  });

  it('takes spaces out of members’ Chinese names, but not to make two of one, and leaves rare characters', async () => {
    expect(await rows('SELECT id, name FROM committee_member ORDER BY id')).toEqual([
      { id: 1, name: '示例' },
      { id: 2, name: '示𠮷' },
      { id: 3, name: '示 例' },
      { id: 4, name: '示例' },
    ]);
    const unchanged = "SELECT COUNT(*) AS rows_ FROM committee_member WHERE changed_at = '2026-01-01 00:00:00.123456'";
    expect(await rows(unchanged)).toEqual([{ rows_: 4 }]);
    expect(await rows("SELECT id FROM committee_member WHERE name = '示𡃁'")).toEqual([]);
  });
});
