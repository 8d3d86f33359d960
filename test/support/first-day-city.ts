import { unifiedSocialCreditCheckCharacter } from '@sxbq/kernel';
import { GivenFile, OutputValue } from '@sxbq/ledgers';
import iconv from 'iconv-lite';
import { csvFile, idNumber, Sheets, workbookFile } from './ledger-files';

type Row = readonly OutputValue[];

export const YEAR = 2026;
/** The day of the journey. */
export const TODAY = '2026-06-30';
export const SCHOOLS = { good: '3204801', lacking: '3204802' } as const;

/** A credit code that cannot be taken for an ID number; enterprises are told apart by `number`. */
export function lettered(number: number): string {
  const body = `91320411MA${String(number).padStart(7, '0')}`;
  return `${body}${unifiedSocialCreditCheckCharacter(body)}`;
}

export const ASSOCIATION = 20;

const day = (date: string): OutputValue => ({ date });
const optionalDay = (date: string | null | undefined): OutputValue => (date ? day(date) : null);

interface Given {
  readonly kinds?: string;
  readonly majors?: string | null;
  readonly from?: string;
  readonly to?: string | null;
  readonly filed?: string | null;
  readonly terminated?: string | null;
  readonly plan?: string | null;
}

/** An agreement that counts, unless something is given that keeps it from counting. */
function agreement(code: string, school: string, partner: number, given: Given = {}): Row {
  const { kinds = '紧密型合作', majors = null, from = '2025-01-01', to = '2028-12-31' } = given;
  const { filed = '2025-01-10', terminated, plan = '2025-02-01' } = given;
  const dates = [day('2024-12-20'), day(from), optionalDay(to), optionalDay(filed), optionalDay(terminated)];
  return [code, school, lettered(partner), kinds, majors, ...dates, '校企合作方案', optionalDay(plan)];
}

const execution = (agreementCode: string, verified = '是'): Row => [
  agreementCode,
  'R1',
  day('2026-03-05'),
  '联合授课',
  40,
  '实训周',
  verified,
];

const TEN = Array.from({ length: 10 }, (_value, at) => at + 1);

const goodAgreements = TEN.map((partner) =>
  agreement(`XY-${100 + partner}`, SCHOOLS.good, partner, { kinds: '紧密型合作、联合培养', majors: '0101' }),
);

/** One agreement that counts, and one for each reason why one does not. */
const lackingAgreements: readonly Row[] = [
  agreement('XY-201', SCHOOLS.lacking, 1),
  agreement('XY-202', SCHOOLS.lacking, 2, { filed: null }),
  agreement('XY-203', SCHOOLS.lacking, 3, { to: '2026-06-29' }),
  agreement('XY-204', SCHOOLS.lacking, 4, { terminated: TODAY }),
  agreement('XY-205', SCHOOLS.lacking, 5, { plan: null }),
  agreement('XY-206', SCHOOLS.lacking, 6),
  agreement('XY-207', SCHOOLS.lacking, ASSOCIATION),
  agreement('XY-208', SCHOOLS.lacking, 1),
  agreement('XY-209', SCHOOLS.lacking, 7, { from: '2026-07-01' }),
];

/** Agreement → the first condition it fails on the day of the journey. */
export const NOT_COUNTED: Readonly<Record<string, string>> = {
  'XY-202': 'NOT_FILED',
  'XY-203': 'EXPIRED',
  'XY-204': 'TERMINATED',
  'XY-205': 'NO_APPROVED_PLAN',
  'XY-206': 'NO_VERIFIED_EXECUTION',
  'XY-207': 'PARTNER_KIND_NOT_COUNTED',
  'XY-208': 'PARTNER_ALREADY_COUNTED',
  'XY-209': 'NOT_YET_IN_FORCE',
};

const codesOf = (rows: readonly Row[]): string[] => rows.map(([code]) => String(code));

/**
 * Two schools of which one meets every indicator exactly and one lacks partners, their partners and facts; good in
 * every cell. Enterprise 12 has no agreement yet.
 */
export const FIRST_DAY_SHEETS: Sheets = {
  学校: [
    ['学校代码', '学校名称', '统一社会信用代码', '区划代码', '联系人', '联系电话'],
    [SCHOOLS.good, '示例第一技工学校', lettered(901), '320411', '张三', '13800005678'],
    [SCHOOLS.lacking, '示例第二技工学校', lettered(902), '320412', '李四', '13900001234'],
  ],
  学校层次: [
    ['学校代码', '层次', '生效日期'],
    [SCHOOLS.good, '省级重点技校', day('2020-01-01')],
    [SCHOOLS.lacking, '省级重点技校', day('2020-01-01')],
  ],
  企业: [
    ['统一社会信用代码', '企业名称', '类型', '行业代码', '规模', '区划代码', '联系人', '联系电话'],
    ...[...TEN, 11, 12].map((number): Row => {
      const phone = `137000000${String(number).padStart(2, '0')}`;
      return [lettered(number), `示例第${number}机械公司`, '企业', '3421', '中型', '320411', '王五', phone];
    }),
    [lettered(ASSOCIATION), '示例机械行业协会', '行业协会', null, null, '320411', null, null],
  ],
  专业: [
    ['学校代码', '专业代码', '专业名称'],
    [SCHOOLS.good, '0101', '数控加工'],
    [SCHOOLS.lacking, '0201', '汽车维修'],
  ],
  班级: [
    ['学校代码', '班级代码', '班级名称', '专业代码', '培养层次', '开班日期', '结业日期'],
    [SCHOOLS.good, 'G1', '高级一班', '0101', '高级工', day('2024-09-01'), day('2027-06-30')],
    [SCHOOLS.lacking, 'G1', '高级一班', '0201', '高级工', day('2024-09-01'), day('2027-06-30')],
  ],
  在校生: [
    ['学校代码', '班级代码', '统计日期', '在校人数'],
    [SCHOOLS.good, 'G1', day('2026-03-15'), 40],
    [SCHOOLS.lacking, 'G1', day('2026-03-15'), 35],
  ],
  协议: [
    [
      ...['协议编号', '学校代码', '统一社会信用代码', '协议类型', '覆盖专业', '签订日期', '生效日期'],
      ...['终止日期', '备案日期', '解除日期', '方案名称', '方案批准日期'],
    ],
    ...goodAgreements,
    ...lackingAgreements,
  ],
  执行记录: [
    ['协议编号', '记录编号', '活动日期', '活动类型', '参与人数', '内容', '已核验'],
    ...codesOf([...goodAgreements, ...lackingAgreements]).map((code) =>
      execution(code, code === 'XY-206' ? '否' : '是'),
    ),
  ],
  企业培训: [
    ['培训编号', '学校代码', '统一社会信用代码', '职业代码', '职业名称', '等级', '开始日期', '结束日期'],
    ['PX-1', SCHOOLS.good, lettered(1), '6-18-01-01', '车工', '三级', day('2026-03-01'), day('2026-05-01')],
    ['PX-2', SCHOOLS.lacking, lettered(2), '6-18-01-01', '车工', '三级', day('2026-03-01'), day('2026-05-01')],
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
    ['GZ-1', SCHOOLS.good, 'T001', '钱七', lettered(1), '工艺员', day('2026-03-01'), day('2026-03-31'), '良好', '是'],
    ['GZ-2', SCHOOLS.lacking, 'T001', '孙八', lettered(2), '工艺员', day('2026-03-01'), day('2026-03-31'), null, '否'],
  ],
  指标: [
    ['学校代码', '年度', '指标代码', '指标值'],
    [SCHOOLS.good, YEAR, 'SECONDMENTS', 10],
  ],
  机构成员: [
    ['学校代码', '姓名', '单位', '身份', '任职日期', '离任日期'],
    [SCHOOLS.good, '周九', '示例第一技工学校', '学校', day('2025-01-01'), null],
    [SCHOOLS.good, '吴十', '示例第一技工学校', '学校', day('2025-01-01'), null],
    [SCHOOLS.good, '郑一', '示例第1机械公司', '企业', day('2025-01-01'), null],
  ],
};

const TRAINEES: readonly (readonly string[])[] = [
  ['培训编号', '姓名', '证件号码', '证书编号', '是否合格'],
  ['PX-1', '冯二', idNumber(1), 'ZS-1', '是'],
  ['PX-1', '陈三', idNumber(2), '', '否'],
  ['PX-2', '褚四', idNumber(3), 'ZS-3', '是'],
];

/** A workbook with most sheets, and the trainees as a CSV that an older Excel saved (GB18030). */
export async function firstDayFiles(): Promise<GivenFile[]> {
  const { fileName, content } = csvFile('培训学员.csv', TRAINEES);
  return [
    await workbookFile('首日台账.xlsx', FIRST_DAY_SHEETS),
    { fileName, content: iconv.encode(content.toString(), 'gb18030') },
  ];
}

/** Three new classes of which one is good, and bad cells of several kinds. */
export const BAD_SHEETS: Sheets = {
  班级: [
    ['学校代码', '班级代码', '班级名称', '专业代码', '培养层次', '开班日期', '结业日期'],
    [SCHOOLS.good, 'Z1', '中级一班', '0101', '中级工', day('2025-09-01'), null],
    [SCHOOLS.good, 'Z2', '中级二班', '0999', '中级工', '2025-02-30', null],
    [SCHOOLS.good, 'Z3', '中级三班', '0101', '初级', day('2025-09-01'), day('2025-01-01')],
  ],
  在校生: [
    ['学校代码', '班级代码', '统计日期', '在校人数'],
    [SCHOOLS.good, 'G1', day('2026-05-15'), -3],
    [SCHOOLS.good, 'G1', day('2026-06-15'), 41],
  ],
  培训学员: [
    ['培训编号', '姓名', '证件号码', '证书编号', '是否合格'],
    ['PX-1', '卫五', `${idNumber(9).slice(0, 17)}${idNumber(9).endsWith('0') ? '1' : '0'}`, null, '是'],
  ],
};

/** Row and column of each bad cell of BAD_SHEETS, with its code, in the order of the file. */
export const BAD_CELLS: readonly (readonly [sheet: string, row: number, column: string, code: string])[] = [
  ['班级', 3, '专业代码', 'UNKNOWN_REFERENCE'],
  ['班级', 3, '开班日期', 'DATE_MALFORMED'],
  ['班级', 4, '培养层次', 'UNKNOWN_CHOICE'],
  ['班级', 4, '结业日期', 'END_BEFORE_START'],
  ['在校生', 2, '在校人数', 'NEGATIVE_NUMBER'],
  ['培训学员', 2, '证件号码', 'ID_NUMBER_INVALID'],
];
