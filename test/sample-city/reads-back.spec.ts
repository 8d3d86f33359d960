import { buildCity } from '../../apps/cli/src/sample-city/facts/city';
import type { CityLedger, SchoolLedger } from '../../apps/cli/src/sample-city/facts/facts';
import { LedgerFile, sampleCityFiles } from '../../apps/cli/src/sample-city/sample-city';
import { NO_DICTIONARIES } from '../../libs/ledgers/src/domain/cells/column-kind';
import type { LedgerRow } from '../../libs/ledgers/src/domain/sheet-definition';
import { SheetReader } from '../../libs/ledgers/src/domain/sheet-reader';
import { sheetNamed } from '../../libs/ledgers/src/domain/sheets';
import { openWorkbook } from '../../libs/ledgers/src/workbook';

const OPTIONS = { asOf: '2026-11-22', seed: 11 };
const read = new Map<string, LedgerRow[]>();
const faults: unknown[] = [];
const facts: Record<string, readonly object[]> = {};

beforeAll(async () => {
  for await (const file of sampleCityFiles(OPTIONS)) await readFile(file);
  const { bureau, schools } = buildCity(OPTIONS);
  collect(
    bureau,
    [...schools].map(({ ledger }) => ledger),
  );
}, 60_000);

describe('the messy ledgers of the sample city', () => {
  it('are read without a single fault', () => {
    expect(faults).toEqual([]);
  });

  it.each([
    ...['学校', '学校层次', '企业', '指标', '专业', '班级', '在校生', '协议', '执行记录', '企业培训', '培训学员'],
    ...['教师挂职', '机构成员', '毕业生供给', '毕业生'],
  ])('%s: every value is the one that was meant', (sheet) => {
    expect(read.get(sheet)?.map(canonical).sort()).toEqual(facts[sheet]?.map(canonical).sort());
  });
});

async function readFile({ name, content }: LedgerFile): Promise<void> {
  const workbook = await openWorkbook({ fileName: name, content });
  for await (const sheet of workbook.sheets()) {
    const definition = sheetNamed(sheet.sheetName);
    if (!definition) throw new Error(`no sheet is named ${sheet.sheetName}`);
    const reader = new SheetReader(definition, NO_DICTIONARIES);
    const rows = [];
    for await (const batch of sheet.rows) rows.push(...reader.push(batch));
    rows.push(...reader.end());
    faults.push(...reader.faults, ...(reader.foundHeader?.extraColumns ?? []), ...rows.flatMap((row) => row.faults));
    const values = rows.flatMap((row) => (row.values ? [row.values] : []));
    read.set(definition.name, [...(read.get(definition.name) ?? []), ...values]);
  }
  await workbook.close();
}

function collect(bureau: CityLedger, ledgers: readonly SchoolLedger[]): void {
  const all = <T>(part: (ledger: SchoolLedger) => readonly T[]): T[] => ledgers.flatMap(part);
  Object.assign(facts, {
    学校: bureau.schools,
    学校层次: bureau.tiers,
    企业: bureau.enterprises,
    指标: bureau.quotas,
    专业: all(({ majors }) => majors),
    班级: all(({ classes }) => classes),
    在校生: all(({ snapshots }) => snapshots),
    协议: all(({ agreements }) => agreements),
    执行记录: all(({ executions }) => executions),
    企业培训: all(({ sessions }) => sessions),
    培训学员: all(({ trainees }) => trainees).map(({ sessionCode, ...row }) => ({ trainingCode: sessionCode, ...row })),
    教师挂职: all(({ secondments }) => secondments),
    机构成员: all(({ members }) => members),
    毕业生供给: all(({ cohorts }) => cohorts),
    毕业生: all(({ graduates }) => graduates).map((row) => ({
      ...row,
      certificates: row.certificates?.replace('三级', '3').replace('四级', '4').split('、'),
      occupationCodes: row.occupationCodes?.split('、'),
      regionPrefixes: row.regionPrefixes?.split('、'),
    })),
  });
}

/** Fields in one order, without empty ones; sets sorted. */
function canonical(row: object): string {
  const filled = Object.entries(row)
    .filter(([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([field, value]) => [field, Array.isArray(value) ? [...(value as string[])].sort() : value]);
  return JSON.stringify(filled.sort(([one], [other]) => String(one).localeCompare(String(other))));
}
