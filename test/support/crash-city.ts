import { GivenFile } from '@sxbq/ledgers';
import { DataSource } from 'typeorm';
import { lettered } from './first-day-city';
import { csvFile, idNumber, Sheets } from './ledger-files';

const date = (text: string): { date: string } => ({ date: text });

/** A school, an enterprise, and as many training sessions between them as asked for: PX-1, PX-2, … */
export function sessionSheets(sessions: number): Sheets {
  const training = (number: number) => [
    ...[`PX-${number}`, '3204801', lettered(1), '6-18-01-01', '车工', '三级'],
    ...[date('2025-03-01'), date('2025-05-01')],
  ];
  return {
    学校: [
      ['学校代码', '学校名称', '区划代码'],
      ['3204801', '示例第一技工学校', '320411'],
    ],
    学校层次: [
      ['学校代码', '层次', '生效日期'],
      ['3204801', '技师学院', date('2020-01-01')],
    ],
    企业: [
      ['统一社会信用代码', '企业名称', '区划代码'],
      [lettered(1), '示例第一机械公司', '320411'],
    ],
    企业培训: [
      ['培训编号', '学校代码', '统一社会信用代码', '职业代码', '职业名称', '等级', '开始日期', '结束日期'],
      ...Array.from({ length: sessions }, (_value, at) => training(at + 1)),
    ],
  };
}

/** `count` trainees who passed, 1 000 to a session from PX-`session` on, none of them twice. */
export function traineeFile(count: number, session = 1): GivenFile {
  const rows = Array.from({ length: count }, (_value, at) => {
    const number = session * 1_000 + at;
    return [`PX-${session + Math.floor(at / 1_000)}`, '示例学员', idNumber(number), `ZS-${number}`, '是'];
  });
  return csvFile('培训学员.csv', [['培训编号', '姓名', '证件号码', '证书编号', '是否合格'], ...rows]);
}

/** Schools of the city that have nothing but a name. */
export async function addBareSchools(dataSource: DataSource, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_value, at) => [`B${at}`, `示例学校${at}`, '320411']);
  await dataSource.query('INSERT INTO school (code, name, region_code) VALUES ?', [rows]);
}

/** Keeps others from writing rows that refer to these, until it is let go. */
export async function holdRows(
  dataSource: DataSource,
  table: string,
  codes: readonly string[],
): Promise<() => Promise<void>> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`SELECT id FROM ${table} WHERE code IN (?) FOR UPDATE`, [codes]);
  return async () => {
    await runner.rollbackTransaction();
    await runner.release();
  };
}
