import { encode } from 'iconv-lite';
import { MAIN_NAMESPACE, relationshipsXml, stylesXml, xlsxParts, zipOf } from './hand-made-files';

/** A ledger as real ones are odd, made from a seed: the same bytes of meaning for ever. */
export interface Oddity {
  readonly fileName: string;
  readonly content: Buffer;
}

type Random = () => number;

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FORMATS = ['General', '@', 'yyyy\\-mm\\-dd', '0000', 'yyyy"年"m"月"d"日"', '0"人"', '#,##0', '00-00', 'h:mm'];
const [GENERAL, TEXT, DAY, ZEROS] = [0, 1, 2, 3];

const SHEETS = [
  { name: '学校', titles: ['学校代码', '学校名称', '区划代码', '联系人', '联系电话'] },
  { name: '专业', titles: ['学校代码', '专业代码', '专业名称'] },
  { name: '班级', titles: ['学校代码', '班级代码', '班级名称', '专业代码', '培养层次', '开班日期', '结业日期'] },
  { name: '在校生', titles: ['学校代码', '班级代码', '统计日期', '在校人数'] },
  { name: '机构成员', titles: ['学校代码', '姓名', '单位', '身份', '任职日期', '离任日期'] },
  { name: '毕业生供给', titles: ['学校代码', '班级代码', '毕业年份', '毕业人数', '待就业人数'] },
] as const;

/** What stands in a column, as text; the odd ones among the usual. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  代码: ['S1', '0101', '101', 'Ａ１', ' S1 ', '="0101"', "'0101", '1.2E+17', 'a、b', 'S\u200b1', ''],
  姓名: ['张示', '张　示', '示·艾力', '示•艾力', '示𠮷', '示𡃁', 'John Smith', '示 Wei', '示\u00a0例', '示.艾力', ''],
  日期: [
    '2025-09-01',
    '2025/9/1',
    '2025年9月1日',
    '20250901',
    '2025-08-31T16:00:00.000Z',
    '2025-09-01T00:00:00+08:00',
    '2025-09-01 23:59',
    '2025-09-01T20:00:00-05:00',
    '2025-02-30',
    '45901',
    '去年',
    '',
  ],
  人数: ['42', '４２', '1,200', '42人', '-1', '1.5', '', '四十'],
  年份: ['2026', '2026届', '2026级', '2026年度', '2026学年', '26', '２０２６年', ''],
  其他: ['示例', '高级工', '企业', '学校', '13800005678', '320411', '#N/A', '=DISPIMG("ID_1",1)', '是', '示\n例', ''],
};

function textsFor(title: string): readonly string[] {
  const kind = Object.keys(TEXTS).find((word) => title.endsWith(word));
  return TEXTS[kind ?? '其他']!;
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const letter = (column: number): string => String.fromCharCode(65 + column);

/** The oddity of a seed: every third is a CSV. */
export async function oddityOf(seed: number): Promise<Oddity> {
  const random = randomOf(seed);
  const sheet = pick(random, SHEETS);
  const table = tableOf(random, sheet.titles);
  return seed % 3 === 0 ? csvOf(random, sheet.name, table) : xlsxOf(random, sheet.name, table);
}

/** Rows of texts: perhaps a title, one or two rows of headings, rows, perhaps a footer. */
function tableOf(random: Random, titles: readonly string[]): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  if (random() < 0.3) rows.push([`示例市${titles[0]}台账`]);
  if (random() < 0.2) {
    const at = 1 + Math.floor(random() * (titles.length - 1));
    rows.push([...titles.slice(0, at), '信息']);
    rows.push([...titles.slice(0, at).map(() => ''), ...titles.slice(at)]);
  } else rows.push(titles.map((title) => (random() < 0.1 ? `${title}＊` : title)));
  const count = 1 + Math.floor(random() * 5);
  for (let i = 0; i < count; i++) {
    if (random() < 0.1) rows.push([]);
    rows.push(titles.map((title) => pick(random, textsFor(title).slice(0, random() < 0.6 ? 2 : undefined))));
  }
  if (random() < 0.3) rows.push([pick(random, ['合计', '小 计', '总计：', '填表人：示例', '注：示例', '（盖章）'])]);
  return rows;
}

function csvOf(random: Random, name: string, rows: readonly (readonly string[])[]): Oddity {
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = rows.map((row) => row.map(quoted).join(',')).join(pick(random, ['\n', '\r\n']));
  const fileName = pick(random, [
    `${name}.csv`,
    `台账-${name}.csv`,
    `${name} (1).csv`,
    `${name}.txt`,
    `旧_${name}.CSV`,
  ]);
  const encoding = pick(random, ['utf8', 'utf8bom', 'gb18030', 'utf16']);
  if (encoding === 'utf8bom') return { fileName, content: Buffer.from(`\ufeff${text}`) };
  return { fileName, content: encode(text, encoding, encoding === 'utf16' ? { addBOM: true } : {}) };
}

async function xlsxOf(random: Random, name: string, rows: readonly (readonly string[])[]): Promise<Oddity> {
  const strings: string[] = [];
  const sheetData = rows
    .map((row, r) => {
      const cells = row.map((text, c) => cellXml(random, text, `${letter(c)}${r + 1}`, strings));
      return `<row r="${r + 1}">${cells.join('')}</row>`;
    })
    .join('');
  const merges = mergesOf(random, rows);
  const tail =
    merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const parts = xlsxParts('', {
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN_NAMESPACE}"><sheetData>${sheetData}</sheetData>${tail}</worksheet>`,
    'xl/styles.xml': stylesXml(FORMATS),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN_NAMESPACE}">${strings.join('')}</sst>`,
  });
  const state = random() < 0.1 ? ' state="hidden"' : '';
  parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace('name="表"', `name="${name}"${state}`);
  if (random() < 0.2) {
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
      '</sheets>',
      '<sheet name="dict" sheetId="2" state="veryHidden" r:id="rId9"/><sheet name="Module1" sheetId="3" r:id=""/></sheets>',
    );
    parts['xl/_rels/workbook.xml.rels'] = relationshipsXml([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', '/xl/styles.xml'],
      ['rId9', 'worksheet', 'worksheets/sheet2.xml'],
    ]);
    parts['xl/worksheets/sheet2.xml'] = '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>';
  }
  return { fileName: '台账.xlsx', content: await zipOf(parts) };
}

/** One text as one of the ways in which programs write it. */
function cellXml(random: Random, text: string, at: string, strings: string[]): string {
  const way = random();
  if (text === '') {
    if (way < 0.8) return '';
    return way < 0.9 ? `<c r="${at}"><f>A1</f><v/></c>` : `<c r="${at}" t="str"><f>""</f><v></v></c>`;
  }
  if (/^\d{1,8}$/.test(text) && way < 0.6) {
    if (text === '45901') return `<c r="${at}" s="${DAY}"><v>${pick(random, ['45900.99999999', '45901.9993'])}</v></c>`;
    return `<c r="${at}" s="${pick(random, [GENERAL, ZEROS, TEXT, 5, 7])}"><v>${Number(text)}</v></c>`;
  }
  if (/^\d{4}-\d\d-\d\d(?:T|$)/.test(text) && way < 0.4) return `<c r="${at}" t="d"><v>${text}</v></c>`;
  if (text === '#N/A' && way < 0.5) return `<c r="${at}" t="e"><f>B1</f><v>#N/A</v></c>`;
  if (text.startsWith('=DISPIMG'))
    return `<c r="${at}" t="str"><f>_xlfn.${escaped(text.slice(1))}</f><v>${escaped(text)}</v></c>`;
  if (way < 0.5) {
    strings.push(`<si><r><t>${escaped(text)}</t></r><rPh sb="0" eb="1"><t>ㄅ</t></rPh></si>`);
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
  }
  if (way < 0.6) return `<c r="${at}" t="str"><f>A1&amp;""</f><v>${escaped(text)}</v></c>`;
  if (way < 0.7) return `<c r="${at}" t="inlineStr"><v>1</v><is><r><t>${escaped(text)}</t></r></is></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function mergesOf(random: Random, rows: readonly (readonly string[])[]): string[] {
  if (random() < 0.6 || rows.length < 3) return [];
  const top = 1 + Math.floor(random() * (rows.length - 1));
  const column = letter(Math.floor(random() * 3));
  return [`${column}${top}:${column}${top + 1}`, ...(random() < 0.3 ? ['A1:C1'] : [])];
}
