import { citizenIdCheckCharacter } from '@sxbq/kernel';
import { SheetOutput, writeCsv, writeWorkbook } from '@sxbq/ledgers';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { Connection } from 'mysql2/promise';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { insertRows } from './rows';

export const TRAINEES = 100_000;
const SESSIONS = 1_000;
const SHEET = '培训学员';

/** The school, the enterprise and the sessions that the trainees' rows refer to. */
export async function seedSessions(connection: Connection): Promise<void> {
  await insertRows(connection, 'school', ['code', 'name', 'region_code'], 1, () => ['S1', '第一技工学校', '320402']);
  await insertRows(connection, 'enterprise', ['uscc', 'name', 'kind', 'region_code'], 1, () => [
    '91320400MA1XXXXX0A',
    '第一装备制造有限公司',
    EnterpriseKind.ENTERPRISE,
    '320402',
  ]);
  const columns = ['code', 'school_id', 'enterprise_id', 'occupation_code', 'grade', 'starts_on', 'ends_on'];
  await insertRows(connection, 'training_session', columns, SESSIONS, (index) => [
    sessionCode(index),
    1,
    1,
    '6-18-01-01',
    3,
    '2025-03-01',
    '2025-04-01',
  ]);
}

/** Writes the same rows as CSV and as .xlsx into the folder. */
export async function writeTraineeFiles(folder: string): Promise<{ csv: string; xlsx: string }> {
  const csv = path.join(folder, `${SHEET}.csv`);
  const xlsx = path.join(folder, `${SHEET}.xlsx`);
  await writeCsv(sheet(), createWriteStream(csv), 'utf8-bom');
  await writeWorkbook([sheet()], createWriteStream(xlsx));
  return { csv, xlsx };
}

/** A valid, fictional ID number; every index has its own. */
export function idNumberOf(index: number): string {
  const born = new Date(Date.UTC(1965, 0, 1 + (index % 12_000))).toISOString().slice(0, 10).replaceAll('-', '');
  const body = `320402${born}${String(Math.floor(index / 12_000)).padStart(3, '0')}`;
  return body + citizenIdCheckCharacter(body);
}

const sessionCode = (index: number): string => `PX-${String(index % SESSIONS).padStart(4, '0')}`;

function sheet(): SheetOutput {
  const titles = ['培训编号', '姓名', '证件号码', '证书编号', '是否合格'];
  return { name: SHEET, columns: titles.map((title) => ({ title, format: 'text' })), rows: rows() };
}

function* rows(): Generator<(string | boolean)[]> {
  for (let index = 0; index < TRAINEES; index++) {
    const passed = index % 9 !== 0;
    const certificate = passed ? `S0000${String(index).padStart(8, '0')}` : '';
    yield [sessionCode(Math.floor(index / 100)), `学员${index}`, idNumberOf(index), certificate, passed ? '是' : '否'];
  }
}
