import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarDate } from '@sxbq/kernel';
import { ExpectedCity, ExpectedSchool, expectedSchool } from './expected';
import { buildCity, SampleCityOptions } from './facts/city';
import type { SchoolLedger } from './facts/facts';
import { csvFile, CsvForm } from './ledger/csv-file';
import { Hand, HandStyle } from './ledger/hand';
import { BUREAU_HAND, CSV_HANDS, SCHOOL_HANDS } from './ledger/hands';
import { SheetName, sheetRows, SheetRows } from './ledger/sheets';
import { workbookFile } from './ledger/workbook-file';
import { CITY_PLAN } from './plan';
import type { SchoolPlan } from './plan-types';
import { Random } from './random';

export type { SampleCityOptions };

export const SAMPLE_CITY_NAME = '示例市';
export const DEFAULT_SAMPLE_SEED = 20260401;
export const EXPECTED_FILE = 'expected.json';

export interface LedgerFile {
  readonly name: string;
  readonly content: Buffer;
}

const BUREAU_SHEETS: readonly SheetName[] = ['学校', '学校层次', '企业', '指标'];
/** The sheets that a school's own workbook may hold, and those that some leave to the city-wide CSV lists. */
const OWN_SHEETS: readonly SheetName[] = ['专业', '班级', '在校生', '协议', '执行记录', '毕业生供给', '毕业生'];
const TRAINING_SHEETS: readonly SheetName[] = ['企业培训', '培训学员'];

/** Numbers of the plan's schools whose sheets stand in their workbook and not in a CSV. */
const KEEPS_TRAININGS = new Set([6]);
const KEEPS_MEMBERS = new Set([5, 6, 7, 8, 9]);
const LISTS_SECONDMENTS = new Set([2, 3]);
/** Schools that hand in one workbook together with the next. */
const JOINS_THE_NEXT = new Set([8]);

const TRAINEE_FORM: CsvForm = { encoding: 'gb18030', bom: false, lineBreak: '\r\n' };
const EXCEL_FORM: CsvForm = { encoding: 'utf8', bom: true, lineBreak: '\r\n' };
const PLAIN_FORM: CsvForm = { encoding: 'utf8', bom: false, lineBreak: '\n' };

/**
 * The ledgers of the fictional city as messy files, one after the other, and at the end what must be computed from
 * them. Same seed and day: the same bytes. Throws SAMPLE_REFERENCE_DATE_* for a day it cannot play.
 */
export async function* sampleCityFiles(options: SampleCityOptions): AsyncGenerator<LedgerFile, ExpectedCity> {
  const { time, bureau, schools } = buildCity(options);
  const writer = new LedgerWriter(new Random(options.seed).stream('hands'), time.asOf);
  const files: string[] = [];
  const named = (file: LedgerFile): LedgerFile => {
    files.push(file.name);
    return file;
  };
  const sheets = BUREAU_SHEETS.map((name) => sheetRows(name, bureau));
  yield named(await writer.workbook('01-市级台账', sheets, SAMPLE_CITY_NAME, BUREAU_HAND));

  const expected: Record<string, ExpectedSchool> = {};
  const lists: Pick<SchoolLedger, ListedPart>[] = [];
  let group: NumberedSchool[] = [];
  for (const school of schools) {
    const number = CITY_PLAN.indexOf(school.plan);
    expected[school.plan.code] = expectedSchool(school.plan, school.misses);
    lists.push(listedParts(number, school.ledger));
    group.push({ number, ...school });
    if (JOINS_THE_NEXT.has(number)) continue;
    yield named(await writer.schools(group, files.length + 1));
    group = [];
  }
  yield named(writer.csv('企业培训', lists, CSV_HANDS.sessions, EXCEL_FORM));
  yield named(writer.csv('培训学员', lists, CSV_HANDS.trainees, TRAINEE_FORM));
  yield named(writer.csv('教师挂职', lists, CSV_HANDS.secondments, EXCEL_FORM));
  yield named(writer.csv('机构成员', lists, CSV_HANDS.members, PLAIN_FORM));
  return { city: SAMPLE_CITY_NAME, seed: options.seed, year: time.year, asOf: time.asOf, files, schools: expected };
}

/** Writes the ledgers and expected.json into a directory (made when missing); files of the same names are replaced. */
export async function writeSampleCity(directory: string, options: SampleCityOptions): Promise<ExpectedCity> {
  const files = sampleCityFiles(options);
  let next = await files.next();
  // A day that cannot be played was refused by now: nothing is left behind.
  await mkdir(directory, { recursive: true });
  while (!next.done) {
    await writeFile(join(directory, next.value.name), next.value.content);
    next = await files.next();
  }
  await writeFile(join(directory, EXPECTED_FILE), `${JSON.stringify(next.value, null, 2)}\n`);
  return next.value;
}

interface NumberedSchool {
  /** Place in the plan. */
  readonly number: number;
  readonly plan: SchoolPlan;
  readonly ledger: SchoolLedger;
}

type ListedPart = 'sessions' | 'trainees' | 'secondments' | 'members';

function ownSheets(number: number, ledgers: readonly SchoolLedger[]): SheetRows[] {
  const names = [...OWN_SHEETS];
  if (KEEPS_TRAININGS.has(number)) names.push(...TRAINING_SHEETS);
  if (!LISTS_SECONDMENTS.has(number)) names.push('教师挂职');
  if (KEEPS_MEMBERS.has(number)) names.push('机构成员');
  return names.map((name) => joined(name, ledgers));
}

/** What a school leaves to the city-wide lists. */
function listedParts(number: number, ledger: SchoolLedger): Pick<SchoolLedger, ListedPart> {
  return {
    sessions: KEEPS_TRAININGS.has(number) ? [] : ledger.sessions,
    trainees: KEEPS_TRAININGS.has(number) ? [] : ledger.trainees,
    secondments: LISTS_SECONDMENTS.has(number) ? ledger.secondments : [],
    members: KEEPS_MEMBERS.has(number) ? [] : ledger.members,
  };
}

function joined(name: SheetName, ledgers: readonly Partial<SchoolLedger>[]): SheetRows {
  const sheets = ledgers.map((ledger) => sheetRows(name, ledger));
  return { ...sheetRows(name, {}), rows: sheets.flatMap(({ rows }) => rows) };
}

/** Gives every file a hand of its own. */
class LedgerWriter {
  constructor(
    private readonly random: Random,
    private readonly savedOn: CalendarDate,
  ) {}

  async workbook(name: string, sheets: readonly SheetRows[], owner: string, style: HandStyle): Promise<LedgerFile> {
    const hand = new Hand(style, this.random.stream(name), 'EXCEL');
    const title = (sheet: string): string => `${owner}${sheet}台账（示例数据，纯属虚构）`;
    return { name: `${name}.xlsx`, content: await workbookFile(sheets, title, hand, this.savedOn) };
  }

  /** The workbook of one school, or of a few that hand in together. */
  schools(group: readonly NumberedSchool[], fileNumber: number): Promise<LedgerFile> {
    const { number } = group[0] as NumberedSchool;
    const owner = group.map(({ plan }) => plan.name.replace('（示例）', '')).join('和');
    const sheets = ownSheets(
      number,
      group.map(({ ledger }) => ledger),
    );
    const name = `${String(fileNumber).padStart(2, '0')}-${owner}`;
    return this.workbook(name, sheets, owner, SCHOOL_HANDS[number] as HandStyle);
  }

  csv(name: SheetName, ledgers: readonly Partial<SchoolLedger>[], style: HandStyle, form: CsvForm): LedgerFile {
    const hand = new Hand(style, this.random.stream(name), 'CSV');
    const title = `${SAMPLE_CITY_NAME}${name}汇总（示例数据，纯属虚构）`;
    return { name: `${name}.csv`, content: csvFile(joined(name, ledgers), title, hand, form) };
  }
}
