import { CataloguesService } from '@sxbq/catalogues';
import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { actingAs } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import { GivenFile, LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';

/** What is right of a case: what is written, or what is refused, and what is warned of. */
interface Right {
  readonly query?: string;
  readonly rows?: readonly unknown[];
  readonly errors?: readonly object[];
  readonly warnings?: readonly (string | RegExp)[];
}

const CLASSES = 'SELECT code, name, DATE_FORMAT(starts_on, "%Y-%m-%d") AS startsOn FROM school_class ORDER BY code';
const SCHOOLS = 'SELECT code FROM school';
const MEMBERS = 'SELECT name, employer FROM committee_member ORDER BY id';

const CASES: Readonly<Record<string, Right>> = {
  'A02-formula-empty-v-required': {
    errors: [
      {
        sheet: '在校生',
        row: 2,
        column: '在校人数',
        code: 'FORMULA_ERROR',
        message: expect.stringMatching('没有保存计算结果'),
      },
    ],
  },
  'A05-cell-iso-z': { query: CLASSES, rows: [{ code: '1', name: '示例班1', startsOn: '2025-09-01' }] },
  'A07b-csv-equals-quote-key': {
    query:
      'SELECT c.code AS class, m.code AS major FROM school_class c JOIN school_major m ON m.id = c.school_major_id',
    rows: [{ class: '0001', major: '0101' }],
  },
  'A08-name-spaces': { query: MEMBERS, rows: [{ name: '张示', employer: '示例机械公司' }] },
  'A09-name-dots': { query: MEMBERS, rows: [{ name: '示例·艾力', employer: '示例机械公司' }] },
  'A10-rare-names': {
    query: MEMBERS,
    rows: [
      { name: '示𠮷', employer: '示例机械公司' },
      { name: '示𡃁', employer: '示例轴承公司' },
    ],
  },
  'A11-heading-year-words': {
    query: 'SELECT (SELECT graduation_year FROM graduate_cohort) AS cohort, (SELECT year FROM quota) AS quota',
    rows: [{ cohort: 2026, quota: 2026 }],
  },
  'A12-inline-with-value': { query: CLASSES, rows: [{ code: '1', name: '1.', startsOn: '2025-09-01' }] },
  'B01-hidden-dictionary': {
    query: SCHOOLS,
    rows: [{ code: 'B01' }],
    warnings: [/隐藏的工作表“hidden_1”/, /隐藏的工作表“dict”.*取消隐藏/],
  },
  'B03-dispimg-content': {
    errors: [
      { sheet: '执行记录', row: 2, column: '内容', code: 'FORMULA_ERROR', message: expect.stringMatching('图片公式') },
    ],
  },
  'B04-merged-column': {
    errors: [3, 4].map((row) => ({
      sheet: '班级',
      row,
      column: '学校代码',
      code: 'MERGED_CELLS',
      message: expect.stringMatching('合并单元格 A2:A4'),
    })),
  },
  'B05-two-row-header': { query: CLASSES, rows: [{ code: '1', name: '示例班1', startsOn: '2025-09-01' }] },
  'B07-footer': { query: SCHOOLS, rows: [{ code: 'B07' }], warnings: [/第 4、6 行是合计、签名或说明，未导入/] },
  'B13-leading-slash': { query: SCHOOLS, rows: [{ code: 'B13' }] },
  'B15-sheet-without-part': { query: SCHOOLS, rows: [{ code: 'B15' }] },
};

const FOLDER = path.join(__dirname, '../../../test/ledger-cases');
const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('ledgers that were read wrongly once', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
  });
  beforeEach(async () => {
    await services.empty();
    await services.app.get(CataloguesService, { strict: false }).load();
  });
  afterAll(() => services.close());

  const imported = (files: readonly GivenFile[]) =>
    actingAs(SYSTEM_PRINCIPAL, () => ledgers.importNow(SYSTEM_PRINCIPAL, files, ImportMode.ALL_OR_NOTHING));

  it('have a right value each', () => {
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(CASES).sort());
  });

  it.each(folders.map(({ name }) => name))('%s', async (name) => {
    const { query, rows = [], errors = [], warnings = [] } = CASES[name] as Right;
    const files = readdirSync(path.join(FOLDER, name)).map((fileName): GivenFile => ({
      fileName,
      content: readFileSync(path.join(FOLDER, name, fileName)),
    }));
    const ended = await imported(files);
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id)).toEqual(
      errors.map((each) => expect.objectContaining(each)),
    );
    expect(ended.status).toBe(errors.length > 0 ? ImportStatus.REFUSED : ImportStatus.IMPORTED);
    expect((ended.warnings ?? []).map(({ message }) => message)).toEqual(
      warnings.map((each) => expect.stringMatching(each)),
    );
    if (query) expect(await services.dataSource.query(query)).toEqual(rows);
    else expect(await services.dataSource.query(SCHOOLS)).toEqual([]);
    if (errors.length > 0) return;
    const again = Object.values((await imported(files)).counts ?? {});
    expect(again.every(({ created, updated, rejected }) => created + updated + rejected === 0)).toBe(true);
    expect(again.length).toBeGreaterThan(0);
  });
});
