import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { citizenIdCheckCharacter, unifiedSocialCreditCheckCharacter } from '@sxbq/kernel';
import { GivenFile, OutputValue, writeWorkbook } from '@sxbq/ledgers';

/** Sheet name → rows; the first row is the header. */
export type Sheets = Readonly<Record<string, readonly (readonly OutputValue[])[]>>;

/** A valid 统一社会信用代码; `number` tells them apart. */
export function uscc(number: number): string {
  const body = `91320411${String(number).padStart(9, '0')}`;
  return `${body}${unifiedSocialCreditCheckCharacter(body)}`;
}

/** A valid 居民身份证号码 of nobody; `number` 0–999 999 tells them apart. */
export function idNumber(number: number): string {
  const day = String(1 + (Math.floor(number / 1000) % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(number / 28_000) % 12)).padStart(2, '0');
  const year = 1960 + (Math.floor(number / 336_000) % 40);
  const body = `320411${year}${month}${day}${String(number % 1000).padStart(3, '0')}`;
  return `${body}${citizenIdCheckCharacter(body)}`;
}

/** A small city: one school of each kind of fact, good in every cell. */
export function smallCity(): Record<string, OutputValue[][]> {
  const day = (date: string): OutputValue => ({ date });
  return {
    学校: [
      ['学校代码', '学校名称', '统一社会信用代码', '区划代码', '联系人', '联系电话'],
      ['S1', '示例第一技师学院', uscc(1), '320411', '张三', '13800005678'],
      ['S2', '示例第二技工学校', null, '320412', null, '0519-88888888'],
    ],
    学校层次: [
      ['学校代码', '层次', '生效日期'],
      ['S1', '高级技工学校', day('2010-01-01')],
      ['S1', '技师学院', day('2015-06-01')],
      ['S2', '省级重点技校', day('2012-01-01')],
    ],
    企业: [
      ['统一社会信用代码', '企业名称', '类型', '行业代码', '规模', '区划代码', '联系人', '联系电话'],
      [uscc(101), '示例机床有限公司', '企业', '3421', '大型', '320411', '李四', '13900001111'],
      [uscc(102), '示例机械行业协会', '行业协会', null, null, '320400', null, null],
    ],
    专业: [
      ['学校代码', '专业代码', '专业名称'],
      ['S1', '0101', '数控加工'],
      ['S1', '0102', '焊接加工'],
      ['S2', '0101', '汽车维修'],
    ],
    班级: [
      ['学校代码', '班级代码', '班级名称', '专业代码', '培养层次', '开班日期', '结业日期'],
      ['S1', 'G1', '高级一班', '0101', '高级工', day('2024-09-01'), day('2027-06-30')],
      ['S1', 'Z1', '中级一班', '0102', '中级工', day('2024-09-01'), null],
      ['S2', 'Z1', '中级一班', '0101', '中级工', day('2025-09-01'), null],
    ],
    在校生: [
      ['学校代码', '班级代码', '统计日期', '在校人数'],
      ['S1', 'G1', day('2025-09-15'), 42],
      ['S1', 'Z1', day('2025-09-15'), 40],
      ['S2', 'Z1', day('2025-09-15'), 38],
    ],
    协议: [
      [
        '协议编号',
        '学校代码',
        '统一社会信用代码',
        '协议类型',
        '覆盖专业',
        '签订日期',
        '生效日期',
        '终止日期',
        '备案日期',
        '解除日期',
        '方案名称',
        '方案批准日期',
      ],
      [
        'XY1',
        'S1',
        uscc(101),
        '紧密型合作、联合培养',
        '0101、0102',
        day('2024-12-20'),
        day('2025-01-01'),
        day('2027-12-31'),
        day('2025-01-10'),
        null,
        '数控合作方案',
        day('2025-02-01'),
      ],
      [
        'XY2',
        'S1',
        uscc(102),
        '实习基地',
        null,
        day('2024-05-01'),
        day('2024-06-01'),
        null,
        day('2024-05-10'),
        day('2025-03-01'),
        null,
        null,
      ],
      ['XY3', 'S2', uscc(101), '学徒制', '0101', day('2025-03-01'), day('2025-03-01'), null, null, null, null, null],
    ],
    执行记录: [
      ['协议编号', '记录编号', '活动日期', '活动类型', '参与人数', '内容', '已核验'],
      ['XY1', 'R1', day('2025-03-05'), '联合授课', 42, '数控实训周', '是'],
      ['XY1', 'R2', day('2025-04-05'), '企业参观', null, null, '否'],
    ],
    企业培训: [
      ['培训编号', '学校代码', '统一社会信用代码', '职业代码', '职业名称', '等级', '开始日期', '结束日期'],
      ['PX1', 'S1', uscc(101), '6-18-01-01', '车工', '三级', day('2025-03-01'), day('2025-05-01')],
    ],
    培训学员: [
      ['培训编号', '姓名', '证件号码', '证书编号', '是否合格'],
      ['PX1', '王五', idNumber(1), 'ZS-1', '是'],
      ['PX1', '赵六', idNumber(2), null, '否'],
    ],
    教师挂职: [
      [
        '挂职编号',
        '学校代码',
        '教师工号',
        '教师姓名',
        '统一社会信用代码',
        '岗位',
        '开始日期',
        '结束日期',
        '考核结果',
        '已核验',
      ],
      ['GZ1', 'S1', 'T001', '钱七', uscc(101), '工艺员', day('2025-01-10'), day('2025-03-10'), '良好', '是'],
    ],
    指标: [
      ['学校代码', '年度', '指标代码', '指标值'],
      ['S1', 2025, 'SECONDMENTS', 600],
    ],
    机构成员: [
      ['学校代码', '姓名', '单位', '身份', '任职日期', '离任日期'],
      ['S1', '孙八', '示例第一技师学院', '学校', day('2025-01-01'), null],
      ['S1', '周九', '示例机床有限公司', '企业', day('2025-01-01'), day('2027-01-01')],
    ],
  };
}

/** An .xlsx with these sheets. */
export async function workbookFile(fileName: string, sheets: Sheets): Promise<GivenFile> {
  const out = new PassThrough();
  const content = buffer(out);
  await writeWorkbook(
    Object.entries(sheets).map(([name, [titles = [], ...rows]]) => ({
      name,
      columns: titles.map((title) => ({ title: String(title), format: 'text' as const })),
      rows,
    })),
    out,
  );
  return { fileName, content: await content };
}

/** A CSV; its name without extension is its sheet's. */
export function csvFile(fileName: string, rows: readonly (readonly string[])[]): GivenFile {
  return { fileName, content: Buffer.from(rows.map((row) => row.join(',')).join('\r\n')) };
}

/** What the small city's schools offer to train and its enterprise wants trained; good in the first half of 2026. */
export function smallMenu(): Record<string, OutputValue[][]> {
  return {
    培训菜单: [
      [
        ...['学校代码', '菜单编号', '培训名称', '职业分类版本', '职业代码', '等级', '名额', '每人费用', '开始日期'],
        ...['结束日期', '培训地区', '说明', '有效期至'],
      ],
      [
        ...['S1', 'CD1', '车工高级工班', '2022', '6-18-01-01', '三级', 30, 1200, { date: '2026-07-01' }],
        ...[{ date: '2026-07-20' }, '320411', '周末授课', { date: '2026-06-30' }],
      ],
      [
        ...['S2', 'CD1', '电工中级工班', '2022', '6-31-01-03', '四级', 20, null, { date: '2026-07-01' }],
        ...[{ date: '2026-07-20' }, null, null, { date: '2026-06-30' }],
      ],
    ],
    培训需求: [
      [
        ...['统一社会信用代码', '需求编号', '职业分类版本', '职业代码', '等级', '人数', '最早开始日期', '最晚结束日期'],
        ...['培训地区', '每人费用上限', '备注', '有效期至'],
      ],
      [
        ...[uscc(101), 'XQ1', '2022', '6-18-01-01', '三级', 12, { date: '2026-07-01' }, { date: '2026-12-31' }],
        ...['320411', 1500, '夜班轮训', { date: '2026-06-30' }],
      ],
      [uscc(101), 'XQ2', '2022', '6-31-01-03', null, 5, null, null, null, null, null, { date: '2026-06-30' }],
    ],
  };
}

/** Graduates of the small city and what its enterprise offers them; postings are good from late 2025 to the spring of 2026. */
export function smallSeason(): Record<string, OutputValue[][]> {
  return {
    毕业生供给: [
      ['学校代码', '班级代码', '毕业年份', '毕业人数', '待就业人数', '此前已就业人数'],
      ['S1', 'G1', 2026, 42, 30, 10],
      ['S2', 'Z1', 2026, 38, 38, null],
    ],
    毕业生: [
      [
        '学校代码',
        '班级代码',
        '毕业年份',
        '学号',
        '姓名',
        '证件号码',
        '联系电话',
        '技能证书',
        '意向职业',
        '意向地区',
        '期望月薪',
      ],
      [
        'S1',
        'G1',
        2026,
        '230101',
        '郑一',
        idNumber(101),
        '13700001111',
        '6-31-01-03:四级、6-18-01-01:高级工',
        '6-31-01-03、6-18-01-01',
        '320411、3204',
        5500,
      ],
      ['S1', 'G1', 2026, '230102', '王二', idNumber(102), null, null, null, null, null],
      ['S2', 'Z1', 2026, '230101', '冯三', idNumber(103), null, null, '6-18-01-01', null, null],
    ],
    岗位: [
      [
        '统一社会信用代码',
        '岗位编号',
        '招聘类型',
        '岗位名称',
        '职业分类版本',
        '职业代码',
        '面向专业',
        '最低等级',
        '招聘人数',
        '月薪下限',
        '月薪上限',
        '工作地区',
        '班次',
        '到岗日期',
        '有效期至',
        '岗位说明',
      ],
      [
        uscc(101),
        'GW1',
        '就业岗位',
        '数控车工',
        '2022',
        '6-18-01-01',
        '数控加工、焊接加工',
        '四级',
        5,
        5000,
        8000,
        '320411',
        '倒班',
        { date: '2026-07-01' },
        { date: '2026-05-31' },
        '五险一金，\n包食宿',
      ],
      [
        uscc(101),
        'GW2',
        '订单班名额',
        '机床订单班',
        '2022',
        '6-18-01-01',
        null,
        null,
        20,
        null,
        null,
        '320412',
        null,
        null,
        { date: '2026-05-31' },
        null,
      ],
    ],
  };
}
