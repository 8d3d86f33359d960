import type { CellValue, RawRow } from '../workbook/raw-row';
import { NO_DICTIONARIES } from './cells/column-kind';
import { ReadRow } from './row-reader';
import { RowRegistry } from './row-registry';
import { SheetReader } from './sheet-reader';
import { LEDGER_SHEETS, isNotesSheet, sheetNamed, sheetOf } from './sheets';
import { SHEET_KEYS, SheetKey } from './sheet-definition';

const rows = (...cells: CellValue[][]): RawRow[] => cells.map((row, index) => ({ rowNumber: index + 1, cells: row }));

function read(key: SheetKey, raw: RawRow[], batch = raw.length): { reader: SheetReader; read: ReadRow[] } {
  const reader = new SheetReader(sheetOf(key), NO_DICTIONARIES);
  const result: ReadRow[] = [];
  for (let start = 0; start < raw.length; start += batch) result.push(...reader.push(raw.slice(start, start + batch)));
  return { reader, read: [...result, ...reader.end()] };
}

const MAJOR = ['学校代码', '专业代码', '专业名称'];

describe('the sheets', () => {
  it('are those of ledgers.md in its order, and refer to earlier ones only', () => {
    expect(LEDGER_SHEETS.map((sheet) => sheet.key)).toEqual(SHEET_KEYS);
    expect(LEDGER_SHEETS.map((sheet) => sheet.name).join(' ')).toBe(
      '学校 学校层次 企业 专业 班级 在校生 协议 执行记录 企业培训 培训学员 教师挂职 指标 机构成员 毕业生供给 毕业生 岗位 培训菜单 培训需求',
    );
    for (const sheet of LEDGER_SHEETS) {
      for (const reference of sheet.references) {
        expect(SHEET_KEYS.indexOf(reference.to)).toBeLessThan(SHEET_KEYS.indexOf(sheet.key));
      }
    }
  });

  it.each([
    ['培训学员', 'trainee'],
    [' 培训 学员 ', 'trainee'],
    ['培训学员 (1)', 'trainee'],
    ['培训学员（2）', 'trainee'],
    ['学员', undefined],
  ])('a tab named “%s” is %s', (name, key) => expect(sheetNamed(name)?.key).toBe(key));

  it('knows tabs that only explain', () => expect(isNotesSheet('填写说明')).toBe(true));
});

describe('header', () => {
  it.each<[string, RawRow[]]>([
    ['in the first row', rows(MAJOR, ['S1', '01', '数控'])],
    ['below a merged title', rows(['示例市专业一览表'], MAJOR, ['S1', '01', '数控'])],
    [
      'below a title, a note and a date',
      rows(['一览表'], ['填表单位：某校', null, '2025-01-01'], MAJOR, ['S1', '01', '数控']),
    ],
    [
      'with marks, spaces, width and units',
      rows([' 学校 代码＊', '*专业代码', '专业名称（全称）：'], ['S1', '01', '数控']),
    ],
    [
      'in another order with extra columns',
      rows(['专业名称', '序号', '学校代码', '专业代码', '简介'], ['数控', 1, 'S1', '01', 'x']),
    ],
  ])('is found %s', (_where, raw) => {
    const { reader, read: result } = read('major', raw);
    expect(reader.faults).toEqual([]);
    expect(result.map((row) => row.values)).toEqual([{ schoolCode: 'S1', code: '01', name: '数控' }]);
  });

  it('reports unknown columns, but not the usual companions', () => {
    const { reader } = read('major', rows([...MAJOR, '序号', '备注', '错误', '简介'], ['S1', '01', '数控']));
    expect(reader.foundHeader?.extraColumns).toEqual(['简介']);
  });

  it('is found across small batches', () => {
    const raw = rows(['标题'], MAJOR, ...Array.from({ length: 40 }, (_, index) => ['S1', `m${index}`, '数控']));
    expect(read('major', raw, 3).read).toHaveLength(40);
  });

  it('that misses a required column faults the sheet, and the other cells are still checked', () => {
    const { reader, read: result } = read(
      'schoolClass',
      rows(['学校代码', '班级代码', '班级名称', '专业代码', '开班日期'], ['S1', 'C1', '一班', '01', '昨天']),
    );
    expect(reader.faults.map(({ code, column }) => [code, column])).toEqual([['MISSING_COLUMN', '培养层次']]);
    expect(reader.hasNoKeys).toBe(false);
    expect(result[0]).toMatchObject({ values: null, faults: [{ column: '开班日期', code: 'DATE_MALFORMED' }] });
  });

  it('that has a column twice faults the sheet', () => {
    expect(read('major', rows([...MAJOR, '专业名称'], ['S1', '01', 'a', 'b'])).reader.faults[0]?.code).toBe(
      'DUPLICATE_COLUMN',
    );
  });

  it('that is nowhere faults the sheet', () => {
    const { reader } = read('major', rows(['甲', '乙'], ['1', '2']));
    expect(reader.faults[0]?.code).toBe('HEADER_NOT_FOUND');
    expect(reader.hasNoKeys).toBe(true);
  });
});

describe('rows', () => {
  it('that are blank, beside the table, or totals at the end are passed over', () => {
    const raw = rows(
      MAJOR,
      ['S1', '01', '数控'],
      [null, ' ', null],
      [null, null, null, '备注'],
      ['S1', '02', '焊接'],
      ['合 计', null, '2'],
      ['总计：'],
    );
    expect(read('major', raw).read.map((row) => row.rowNumber)).toEqual([2, 5]);
  });

  it('that say 小计 in the middle are bad rows, called by their name', () => {
    const raw = rows(MAJOR, ['小计', null, null], ['S1', '02', '焊接']);
    expect(read('major', raw).read.map((row) => row.faults.map(({ code }) => code))).toEqual([['FOOTER_ROW'], []]);
  });

  it('tell every bad cell at once', () => {
    const header = ['协议编号', '学校代码', '统一社会信用代码', '协议类型', '签订日期', '生效日期', '终止日期'];
    const { read: result } = read(
      'agreement',
      rows(header, [null, 'S1', '123', '别的', '2025-02-30', '2025-03-01', '2025-02-01']),
    );
    expect(result[0]?.faults.map(({ column, value, code }) => [column, value, code])).toEqual([
      ['协议编号', null, 'REQUIRED'],
      ['统一社会信用代码', '123', 'CODE_MALFORMED'],
      ['协议类型', '别的', 'UNKNOWN_CHOICE'],
      ['签订日期', '2025-02-30', 'DATE_MALFORMED'],
      ['终止日期', '2025-02-01', 'END_BEFORE_START'],
    ]);
    expect(result[0]).toMatchObject({ values: null, key: null });
  });

  it('with a formula error say so', () => {
    expect(read('major', rows(MAJOR, ['S1', { error: '#REF!' }, '数控'])).read[0]?.faults[0]).toMatchObject({
      code: 'FORMULA_ERROR',
      value: '#REF!',
    });
  });

  it.each([
    ['school', ['学校代码', '学校名称', '区划代码', '联系电话'], ['S1', '某校', '320411', '1380000567'], '138***0567'],
    [
      'trainee',
      ['培训编号', '姓名', '证件号码', '是否合格'],
      ['P1', '张三', '320411199002301234', '是'],
      '320***********1234',
    ],
    [
      'trainee',
      ['培训编号', '姓名', '证件号码', '是否合格'],
      ['P1', '张三', '320411199001011237', '身份证320411199001011237'],
      '身份证320***********1237',
    ],
  ] as [SheetKey, string[], string[], string][])('mask personal values in faults (%s)', (key, header, cells, shown) => {
    const faults = read(key, rows(header, cells)).read[0]?.faults ?? [];
    expect(faults.map((fault) => fault.value)).toContain(shown);
    expect(JSON.stringify(faults)).not.toMatch(/\d{17}/);
  });

  it('take the fallback of an empty optional cell', () => {
    const header = ['统一社会信用代码', '企业名称', '类型', '区划代码'];
    expect(
      read('enterprise', rows(header, ['91320411K85FF1XQW0', '某厂', null, '320411'])).read[0]?.values,
    ).toMatchObject({
      kind: 'ENTERPRISE',
      size: null,
    });
  });
});

describe('the same key twice', () => {
  const place = (file = 'a.xlsx') => ({ file, sheet: '专业' });
  const major = (row: number, name: string | null): ReadRow => ({
    rowNumber: row,
    key: 'S1\u001f01',
    values: name === null ? null : { schoolCode: 'S1', code: '01', name },
    faults: [],
  });

  it('with the same content counts once', () => {
    const registry = new RowRegistry(sheetOf('major'));
    expect(registry.register(place(), major(2, '数控')).kind).toBe('NEW');
    expect(registry.register(place(), major(3, '数控')).kind).toBe('REPEATED');
  });

  it('with other content faults both rows, each naming the other', () => {
    const registry = new RowRegistry(sheetOf('major'));
    registry.register(place(), major(2, '数控'));
    const second = registry.register(place('b.csv'), major(9, '焊接'));
    expect(second).toMatchObject({
      kind: 'CONFLICT',
      faults: [{ code: 'DUPLICATE_KEY', message: expect.stringContaining('文件“a.xlsx”第 2 行') as string }],
      late: [{ place: { row: 2 }, fault: { message: expect.stringContaining('文件“b.csv”第 9 行') as string } }],
    });
    expect(registry.register(place(), major(10, '焊接'))).toMatchObject({ kind: 'CONFLICT', late: [] });
  });

  it('faults both when the first one has bad cells', () => {
    const registry = new RowRegistry(sheetOf('major'));
    registry.register(place(), major(2, null));
    expect(registry.register(place(), major(3, '数控')).kind).toBe('CONFLICT');
  });

  it('or the same 统一社会信用代码 under two school codes is refused', () => {
    const registry = new RowRegistry(sheetOf('school'));
    const school = (code: string): ReadRow => ({
      rowNumber: 2,
      key: code,
      values: { code, uscc: '91320411K85FF1XQW0' },
      faults: [],
    });
    registry.register(place(), school('S1'));
    expect(registry.register(place(), school('S2'))).toMatchObject({
      kind: 'CONFLICT',
      faults: [{ code: 'DUPLICATE_VALUE', column: '统一社会信用代码' }],
    });
  });
});
