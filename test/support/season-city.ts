import { GivenFile, OutputValue } from '@sxbq/ledgers';
import { lettered } from './first-day-city';
import { idNumber, Sheets, workbookFile } from './ledger-files';

type Row = readonly OutputValue[];

/** The day of the season's journey, and the year whose graduates are placed. */
export const TODAY = '2026-05-15';
export const YEAR = 2026;
export const EDITION = '2022 draft';
export const LATHE = '6-18-01-01';
export const FITTER = '6-20-01-01';
export const SCHOOLS = ['3204801', '3204802'] as const;
export const FIRMS = 30;
/** A dispatch agency among the firms. */
export const AGENCY = 30;
const DISTRICTS = ['320411', '320412'] as const;
const CLASSES = ['G1', 'G2', 'G3', 'G4'] as const;
const PER_CLASS = 50;
const PER_SCHOOL = CLASSES.length * PER_CLASS;

const day = (date: string): OutputValue => ({ date });
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_value, at) => from + at);

/** Graduate `at` of 0–199 of a school. */
export function graduateOf(school: 0 | 1, at: number) {
  const number = school * PER_SCHOOL + at;
  return {
    studentNumber: `B${number}`,
    name: `示例生${'甲乙丙丁戊己庚辛壬癸'[number % 10]}${number}`,
    idNumber: idNumber(1_000 + number),
    phone: `1370000${String(number).padStart(4, '0')}`,
  };
}

/** Every third holds none; the others one of the two occupations, every sixth both. */
function certificatesOf(at: number): string | null {
  if (at % 3 === 0) return null;
  if (at % 6 === 5) return `${LATHE}:四级、${FITTER}:四级`;
  return at % 3 === 1 ? `${LATHE}:三级` : `${FITTER}:四级`;
}

function graduateRow(school: 0 | 1, at: number): Row {
  const { studentNumber, name, idNumber: number, phone } = graduateOf(school, at);
  const className = CLASSES[Math.floor(at / PER_CLASS)] as string;
  const wishes = [certificatesOf(at), at % 2 === 0 ? LATHE : null, at % 4 === 0 ? DISTRICTS[school] : null, 4_000];
  return [SCHOOLS[school], className, YEAR, studentNumber, name, number, phone, ...wishes];
}

/** What the bureau knows already: schools, majors, classes, enterprises. */
export function registers(): Promise<GivenFile> {
  const perSchool = (rows: (code: string, at: number) => readonly Row[]): Row[] => SCHOOLS.flatMap(rows);
  const firms = range(1, FIRMS).map((number): Row => {
    const industry = number === AGENCY ? '7263' : '3421';
    return [lettered(number), `示例第${number}公司`, '企业', industry, '中型', DISTRICTS[number % 2] as string];
  });
  return workbookFile('名录.xlsx', {
    学校: [
      ['学校代码', '学校名称', '区划代码'],
      ...SCHOOLS.map((code, at): Row => [code, `示例第${at + 1}技工学校`, DISTRICTS[at] as string]),
    ],
    企业: [['统一社会信用代码', '企业名称', '类型', '行业代码', '规模', '区划代码'], ...firms],
    专业: [
      ['学校代码', '专业代码', '专业名称'],
      ...perSchool((code, at) => [
        [code, '0101', '数控加工'],
        [code, '0102', at === 0 ? '机电一体化' : '电气自动化'],
      ]),
    ],
    班级: [
      ['学校代码', '班级代码', '班级名称', '专业代码', '培养层次', '开班日期', '结业日期'],
      ...perSchool((code) =>
        CLASSES.map((name, at): Row => {
          const days = [day('2023-09-01'), day('2026-06-30')];
          return [code, name, `示例${name}班`, at < 2 ? '0101' : '0102', '高级工', ...days];
        }),
      ),
    ],
  });
}

const GRADUATE_TITLES = [
  ...['学校代码', '班级代码', '毕业年份', '学号', '姓名', '证件号码', '联系电话'],
  ...['技能证书', '意向职业', '意向地区', '期望月薪'],
];

/** A school's ledger of its 200 graduates; `change` has the last word on a row. */
export function graduates(school: 0 | 1, change: (row: Row, at: number) => Row = (row) => row): Promise<GivenFile> {
  const cohorts = CLASSES.map((name, at): Row => {
    const before = at === 3 ? 5 : 0;
    return [SCHOOLS[school], name, YEAR, PER_CLASS + before, PER_CLASS, before];
  });
  return workbookFile(`毕业生${school + 1}.xlsx`, {
    毕业生供给: [['学校代码', '班级代码', '毕业年份', '毕业人数', '待就业人数', '此前已就业人数'], ...cohorts],
    毕业生: [GRADUATE_TITLES, ...range(0, PER_SCHOOL - 1).map((at) => change(graduateRow(school, at), at))],
  });
}

/** Postings of firms 21 to 30 as a ledger; the agency's and one that asks for men only are refused. */
export function postings(isGood: boolean): Promise<GivenFile> {
  const rows = range(21, isGood ? AGENCY - 1 : AGENCY).map((number): Row => {
    const what = ['就业岗位', `装配钳工 ${number} 组`, EDITION, FITTER, number % 2 ? '机电一体化' : null, null, 4];
    const when = [DISTRICTS[number % 2] as string, day('2026-07-01'), day('2026-09-30')];
    return [
      lettered(number),
      `L-${number}`,
      ...what,
      4_500,
      6_500,
      ...when,
      !isGood && number === 25 ? '只招男生' : null,
    ];
  });
  const titles = [
    ...['统一社会信用代码', '岗位编号', '招聘类型', '岗位名称', '职业分类版本', '职业代码', '面向专业', '最低等级'],
    ...['招聘人数', '月薪下限', '月薪上限', '工作地区', '到岗日期', '有效期至', '岗位说明'],
  ];
  const sheets: Sheets = { 岗位: [titles, ...rows] };
  return workbookFile('岗位.xlsx', sheets);
}

/** A posting as an enterprise's own system sends it. */
export function postingInput(enterpriseId: string, number: number, more: object = {}): object {
  return {
    enterpriseId,
    code: `HR-${number}`,
    kind: 'JOB',
    title: `数控车工 ${number} 组`,
    occupationEdition: EDITION,
    occupationCode: LATHE,
    majorNames: ['数控加工'],
    gradeFloor: 4,
    heads: 3,
    salaryMin: 5_000,
    salaryMax: 7_500,
    regionCode: DISTRICTS[number % 2],
    startsOn: '2026-07-01',
    validUntil: '2026-09-30',
    ...more,
  };
}
