import type { CellValue, MergedRange, RawRow } from '../workbook/raw-row';
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

  it('with a number that is shown as more than its digits read the value or what is shown', () => {
    const header = ['学校代码', '班级代码', '统计日期', '在校人数'];
    const padded = (number: number, shown: string | null) => ({ number, shown });
    const cells = [padded(101, '0101'), padded(7, null), padded(20250901, '2025-09-01'), padded(40, '0040')];
    const [row] = read('enrolment', rows(header, cells)).read;
    expect(row!.faults.map(({ column, code }) => [column, code])).toEqual([['班级代码', 'DIGITS_LOST']]);
    expect(row!.readable).toEqual(['0101', null, '2025-09-01', 40]);
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

describe('headings in two rows', () => {
  const CLASS = ['学校代码', '班级代码', '班级名称', '专业代码', '培养层次'];
  const good = ['S1', 'G1', '一班', '01', '高级工', '2025-09-01'];
  it.each<[string, RawRow[]]>([
    [
      'the titles below a group',
      rows([...CLASS, '起止日期'], [null, null, null, null, null, '开班日期', '结业日期'], good),
    ],
    ['titles that reach over both above', rows(['学校代码', '班级'], [null, ...CLASS.slice(1), '开班日期'], good)],
    [
      'titles that only make sense below their group',
      rows(['学校', '班级', null, '专业'], ['代码', '班级代码', '班级名称', '代码', '培养层次', '开班日期'], good),
    ],
  ])('are read: %s', (_what, raw) => {
    const { reader, read: result } = read('schoolClass', raw);
    expect(reader.faults).toEqual([]);
    expect(result).toHaveLength(1);
    expect(result[0]!.values).toMatchObject({ schoolCode: 'S1', majorCode: '01', startsOn: '2025-09-01' });
  });

  it.each<[string, CellValue[]]>([
    ['units', [null, null, null, null, null, '年-月-日']],
    ['units in brackets', ['（编码）', '（编码）', null, null, '（下拉选择）', '（日期）']],
    ['what must be filled in', ['必填', '必填', '必填', '必填', '必填', '必填']],
    ['the columns’ numbers', ['甲', '乙', '丙', '1', '2', '3']],
    ['the columns’ numbers as numbers', [1, 2, 3, 4, 5, 6]],
    ['the columns’ letters', ['A', 'B', 'C', 'D', 'E', 'F']],
  ])('with %s below the titles: passed over, and told', (_what, second) => {
    const { reader, read: result } = read('schoolClass', rows([...CLASS, '开班日期'], second, good));
    expect(result.map(({ values }) => values?.['schoolCode'])).toEqual(['S1']);
    expect(reader.passedOver).toEqual([2]);
  });

  it('with groups and units in the second', () => {
    const raw = rows(
      ['学校代码', '班级代码', '统计情况', null],
      [null, '（编码）', '统计日期', '在校人数'],
      ['S1', 'G1', '2025-09-01', 40],
    );
    const { reader, read: result } = read('enrolment', raw);
    expect(reader.faults).toEqual([]);
    expect(result.map(({ values }) => values)).toEqual([
      { schoolCode: 'S1', classCode: 'G1', countedOn: '2025-09-01', heads: 40 },
    ]);
  });

  it('whose second is a good row of the table lose nothing', () => {
    expect(read('major', rows(MAJOR, ['1', '2', '3'], ['A', 'B', 'C'])).read).toHaveLength(2);
    expect(read('major', rows(MAJOR, ['人', '个', '名'])).read).toHaveLength(1);
  });

  it('are called by their name where they cannot be read', () => {
    const raw = rows(
      [...CLASS, '起止'],
      ['说明', null, null, null, null, '见下'],
      [null, null, null, null, null, '开班日期'],
      good,
    );
    expect(read('schoolClass', raw).reader.faults).toMatchObject([
      { code: 'MISSING_COLUMN', column: '开班日期', message: expect.stringMatching('两行表头') },
    ]);
  });
});

describe('rows below the table', () => {
  const SCHOOL = ['学校代码', '学校名称', '区划代码'];
  it.each([
    '合计',
    '合 计：',
    '总计',
    '小计',
    '本页小计',
    '合计（人）',
    '填表人：示例　　审核人：示例　　2025年3月1日',
    '制表人:',
    '审核人：',
    '填表日期：2025年3月1日',
    '单位负责人（签字）：',
    '（盖章）',
    '签章',
    '注：以上为示例',
    '2025年3月1日',
    '合计45人',
    '总计: 45',
    '人数合计',
    '合計',
    'Total',
    '制表人',
    '填表人',
    '审核',
    '制表人 示例  审核 示例',
    '单位盖章',
    '填报单位（盖章）',
    '单位（公章）：',
    '填报日期',
    '单位负责人',
    '说明',
    '备注',
    '注1：示例',
    '说明：示例',
  ])('%s is passed over', (text) => {
    const { reader, read: result } = read('major', rows(MAJOR, ['S1', '01', '数控'], [text], [], ['合计']));
    expect(result).toHaveLength(1);
    expect(reader.passedOver).toEqual([3, 5]);
  });

  it.each<[string, CellValue[]]>([
    ['each word in a cell of its own', ['制表人', '示例', '审核']],
    ['words with colons', ['制表人：', '示例', '审核人：示例']],
    ['a total behind a running number', ['合计', null, 45]],
  ])('%s is passed over', (_what, cells) => {
    const { reader, read: result } = read('school', rows(SCHOOL, ['S1', '示例学校', '320411'], [...cells]));
    expect(result).toHaveLength(1);
    expect(reader.passedOver).toEqual([3]);
  });

  it('lines of a note are passed over with it', () => {
    const raw = rows(MAJOR, ['S1', '01', '数控'], ['注：1. 示例。'], ['2. 又一条示例。'], ['3. 还有一条。']);
    const { reader, read: result } = read('major', raw);
    expect(result).toHaveLength(1);
    expect(reader.passedOver).toEqual([3, 4, 5]);
  });

  it('a total stands behind its running number', () => {
    const raw = rows(['序号', ...MAJOR], [1, 'S1', '01', '数控'], [2, '合计', null, '1']);
    expect(read('major', raw).reader.passedOver).toEqual([3]);
  });

  it.each([
    '合计算机学校',
    '合计机械',
    '总计划学校',
    '小计量学校',
    '说明书印刷学校',
    '备注册学校',
    '注塑',
    '审核示例学校',
    '签字笔厂',
    '公章刻制学校',
    '盖章示例',
    '制表机械学校',
    '填报示例学校',
    '单位示例学校',
    '学校',
    '负责示例学校',
    '校长培训学校',
    '主任示例学校',
    '日期示例学校',
    '统计学校',
    '打印示例学校',
    '编制示例学校',
    'Totality',
  ])('%s begins a row of the table, good or bad', (name) => {
    const header = ['学校名称', '学校代码', '区划代码'];
    for (const region of ['320411', '坏']) {
      const { reader, read: result } = read('school', rows(header, [name, 'S1', region]));
      expect(result.map(({ faults }) => faults.length)).toEqual([region === '坏' ? 1 : 0]);
      expect(reader.passedOver).toEqual([]);
    }
  });

  it.each(['示例合计学校', '单位', 'S1：2', '注册'])('%s is none', (text) => {
    const { reader, read: result } = read('major', rows(MAJOR, ['S1', '01', '数控'], [text]));
    expect(result).toHaveLength(2);
    expect(reader.passedOver).toEqual([]);
  });
});

describe('merged cells', () => {
  it('that each hold the value that is shown are read', () => {
    const all = rows(MAJOR, ['S1', '01', '数控'], ['S1', '02', '焊接']);
    const reader = new SheetReader(sheetOf('major'), NO_DICTIONARIES, [{ top: 2, bottom: 3, left: 0, right: 0 }]);
    expect([...reader.push(all), ...reader.end()].map(({ faults }) => faults)).toEqual([[], []]);
  });

  const merged = (raw: RawRow[], range: MergedRange): ReadRow[] => {
    const reader = new SheetReader(sheetOf('major'), NO_DICTIONARIES, [range]);
    return [...reader.push(raw), ...reader.end()];
  };
  const raw = rows(['示例市'], MAJOR, ['S1', '01', '数控'], [null, '02', '焊接'], ['S2', '03', null]);
  it.each<[string, MergedRange, string[][]]>([
    ['down', { top: 3, bottom: 4, left: 0, right: 0 }, [[], ['MERGED_CELLS'], ['REQUIRED']]],
    ['across', { top: 5, bottom: 5, left: 1, right: 2 }, [[], ['REQUIRED'], ['MERGED_CELLS']]],
    ['in the title', { top: 1, bottom: 1, left: 0, right: 2 }, [[], ['REQUIRED'], ['REQUIRED']]],
    ['without a value', { top: 4, bottom: 5, left: 0, right: 0 }, [[], ['REQUIRED'], ['REQUIRED']]],
    [
      'over other values that nobody sees',
      { top: 3, bottom: 4, left: 1, right: 1 },
      [[], ['REQUIRED', 'MERGED_CELLS'], ['REQUIRED']],
    ],
  ])('%s', (_where, range, codes) => {
    expect(merged(raw, range).map(({ faults }) => faults.map(({ code }) => code))).toEqual(codes);
  });
});
