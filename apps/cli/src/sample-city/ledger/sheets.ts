import { AGREEMENT_KIND_TITLES } from '@sxbq/agreements/vocabulary';
import { ENTERPRISE_KIND_TITLES, ENTERPRISE_SIZE_TITLES } from '@sxbq/enterprises/vocabulary';
import { COMMITTEE_AFFILIATION_TITLES } from '@sxbq/policy/vocabulary';
import { CLASS_LEVEL_TITLES, SCHOOL_TIER_TITLES } from '@sxbq/schools/vocabulary';
import type { CityLedger, SchoolLedger } from '../facts/facts';

/**
 * How a column may be written: `code` and `text` always as text, `digits` also as an Excel number (no digit can be
 * lost: fixed length, no leading zero), `date`, `whole`, `yes` and `grade` in any of the ways people write them.
 */
export type ColumnKind = 'code' | 'digits' | 'text' | 'date' | 'whole' | 'yes' | 'grade';

export interface SheetColumn {
  readonly title: string;
  readonly kind: ColumnKind;
  readonly required: boolean;
  /** Put behind the title in full-width brackets by those who do so. */
  readonly remark?: string;
}

export type Value = string | number | boolean | undefined;

/** A sheet's rows in column order, clean. */
export interface SheetRows {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Value[])[];
}

type Ledger = CityLedger & SchoolLedger;

interface SheetSpec {
  readonly columns: readonly SheetColumn[];
  readonly rows: (ledger: Ledger) => readonly (readonly Value[])[];
}

const must = (title: string, kind: ColumnKind, remark?: string): SheetColumn => ({
  title,
  kind,
  required: true,
  remark,
});
const may = (title: string, kind: ColumnKind, remark?: string): SheetColumn => ({
  title,
  kind,
  required: false,
  remark,
});

const SCHOOL_CODE = must('学校代码', 'digits');
const USCC = must('统一社会信用代码', 'code', '18位');

/** The sheets of ledgers.md that the sample fills, with the clean text of each cell. */
const SHEETS = {
  学校: {
    columns: [
      SCHOOL_CODE,
      must('学校名称', 'text'),
      may('统一社会信用代码', 'code', '18位'),
      must('区划代码', 'digits', '6位'),
      may('联系人', 'text'),
      may('联系电话', 'code'),
    ],
    rows: ({ schools }) =>
      schools.map((row) => [row.code, row.name, row.uscc, row.regionCode, row.contactName, row.contactPhone]),
  },
  学校层次: {
    columns: [SCHOOL_CODE, must('层次', 'text'), must('生效日期', 'date')],
    rows: ({ tiers }) => tiers.map((row) => [row.schoolCode, SCHOOL_TIER_TITLES[row.tier], row.effectiveFrom]),
  },
  企业: {
    columns: [
      USCC,
      must('企业名称', 'text'),
      may('类型', 'text', '企业/行业协会/产业集群'),
      may('行业代码', 'digits', 'GB/T 4754'),
      may('规模', 'text'),
      must('区划代码', 'digits', '6位'),
      may('联系人', 'text'),
      may('联系电话', 'code'),
    ],
    rows: ({ enterprises }) =>
      enterprises.map((row) => [
        row.uscc,
        row.name,
        ENTERPRISE_KIND_TITLES[row.kind],
        row.industryCode,
        row.size && ENTERPRISE_SIZE_TITLES[row.size],
        row.regionCode,
        row.contactName,
        row.contactPhone,
      ]),
  },
  指标: {
    columns: [SCHOOL_CODE, must('年度', 'whole'), must('指标代码', 'code'), must('指标值', 'whole', '人日')],
    rows: ({ quotas }) => quotas.map((row) => [row.schoolCode, row.year, row.indicatorCode, row.amount]),
  },
  专业: {
    columns: [SCHOOL_CODE, must('专业代码', 'code', '校内编号'), must('专业名称', 'text')],
    rows: ({ majors }) => majors.map((row) => [row.schoolCode, row.code, row.name]),
  },
  班级: {
    columns: [
      SCHOOL_CODE,
      must('班级代码', 'code'),
      must('班级名称', 'text'),
      must('专业代码', 'code'),
      must('培养层次', 'text'),
      must('开班日期', 'date'),
      may('结业日期', 'date'),
    ],
    rows: ({ classes }) =>
      classes.map((row) => [
        row.schoolCode,
        row.code,
        row.name,
        row.majorCode,
        CLASS_LEVEL_TITLES[row.level],
        row.startsOn,
        row.endsOn,
      ]),
  },
  在校生: {
    columns: [SCHOOL_CODE, must('班级代码', 'code'), must('统计日期', 'date'), must('在校人数', 'whole', '人')],
    rows: ({ snapshots }) => snapshots.map((row) => [row.schoolCode, row.classCode, row.countedOn, row.heads]),
  },
  协议: {
    columns: [
      must('协议编号', 'code'),
      SCHOOL_CODE,
      USCC,
      must('协议类型', 'text'),
      may('覆盖专业', 'code'),
      must('签订日期', 'date'),
      must('生效日期', 'date'),
      may('终止日期', 'date'),
      may('备案日期', 'date'),
      may('解除日期', 'date'),
      may('方案名称', 'text'),
      may('方案批准日期', 'date'),
    ],
    rows: ({ agreements }) =>
      agreements.map((row) => [
        row.code,
        row.schoolCode,
        row.uscc,
        row.kinds.map((kind) => AGREEMENT_KIND_TITLES[kind]).join('、'),
        row.majorCodes.join('、') || undefined,
        row.signedOn,
        row.effectiveFrom,
        row.effectiveTo,
        row.filedOn,
        row.terminatedOn,
        row.planName,
        row.planApprovedOn,
      ]),
  },
  执行记录: {
    columns: [
      must('协议编号', 'code'),
      must('记录编号', 'code'),
      must('活动日期', 'date'),
      must('活动类型', 'text'),
      may('参与人数', 'whole', '人'),
      may('内容', 'text'),
      must('已核验', 'yes', '是/否'),
    ],
    rows: ({ executions }) =>
      executions.map((row) => [
        row.agreementCode,
        row.code,
        row.occurredOn,
        row.activityKind,
        row.participants,
        row.description,
        row.verified,
      ]),
  },
  企业培训: {
    columns: [
      must('培训编号', 'code'),
      SCHOOL_CODE,
      USCC,
      must('职业代码', 'code'),
      may('职业名称', 'text'),
      must('等级', 'grade'),
      must('开始日期', 'date'),
      must('结束日期', 'date'),
    ],
    rows: ({ sessions }) =>
      sessions.map((row) => [
        row.code,
        row.schoolCode,
        row.uscc,
        row.occupationCode,
        row.occupationName,
        row.grade,
        row.startsOn,
        row.endsOn,
      ]),
  },
  培训学员: {
    columns: [
      must('培训编号', 'code'),
      must('姓名', 'text'),
      must('证件号码', 'code', '身份证'),
      may('证书编号', 'code'),
      must('是否合格', 'yes', '是/否'),
    ],
    rows: ({ trainees }) =>
      trainees.map((row) => [row.sessionCode, row.name, row.idNumber, row.certificateNumber, row.passed]),
  },
  教师挂职: {
    columns: [
      must('挂职编号', 'code'),
      SCHOOL_CODE,
      must('教师工号', 'code'),
      must('教师姓名', 'text'),
      USCC,
      may('岗位', 'text'),
      must('开始日期', 'date'),
      must('结束日期', 'date'),
      may('考核结果', 'text'),
      must('已核验', 'yes', '是/否'),
    ],
    rows: ({ secondments }) =>
      secondments.map((row) => [
        row.code,
        row.schoolCode,
        row.teacherNumber,
        row.teacherName,
        row.uscc,
        row.post,
        row.startsOn,
        row.endsOn,
        row.evaluation,
        row.verified,
      ]),
  },
  机构成员: {
    columns: [
      SCHOOL_CODE,
      must('姓名', 'text'),
      must('单位', 'text'),
      must('身份', 'text', '学校/企业/行业/政府'),
      must('任职日期', 'date'),
      may('离任日期', 'date'),
    ],
    rows: ({ members }) =>
      members.map((row) => [
        row.schoolCode,
        row.name,
        row.employer,
        COMMITTEE_AFFILIATION_TITLES[row.affiliation],
        row.startsOn,
        row.endsOn,
      ]),
  },
  毕业生供给: {
    columns: [
      SCHOOL_CODE,
      must('班级代码', 'code'),
      must('毕业年份', 'whole'),
      must('毕业人数', 'whole', '人'),
      must('待就业人数', 'whole', '人'),
      may('此前已就业人数', 'whole', '人'),
    ],
    rows: ({ cohorts }) =>
      cohorts.map((row) => [
        row.schoolCode,
        row.classCode,
        row.graduationYear,
        row.heads,
        row.available,
        row.placedBefore,
      ]),
  },
  毕业生: {
    columns: [
      SCHOOL_CODE,
      must('班级代码', 'code'),
      must('毕业年份', 'whole'),
      must('学号', 'code'),
      must('姓名', 'text'),
      must('证件号码', 'code', '身份证'),
      may('联系电话', 'code'),
      may('技能证书', 'code'),
      may('意向职业', 'code'),
      may('意向地区', 'code'),
      may('期望月薪', 'whole', '元'),
    ],
    rows: ({ graduates }) =>
      graduates.map((row) => [
        row.schoolCode,
        row.classCode,
        row.graduationYear,
        row.studentNumber,
        row.name,
        row.idNumber,
        row.phone,
        row.certificates,
        row.occupationCodes,
        row.regionPrefixes,
        row.salaryFloor,
      ]),
  },
} satisfies Readonly<Record<string, SheetSpec>>;

export type SheetName = keyof typeof SHEETS;

export const SHEET_NAMES = Object.keys(SHEETS) as SheetName[];

/** One sheet of what stands in a ledger; sheets of parts that the ledger lacks are empty. */
export function sheetRows(name: SheetName, ledger: Partial<Ledger>): SheetRows {
  const { columns, rows } = SHEETS[name];
  return { name, columns, rows: rows({ ...EMPTY, ...ledger }) };
}

const EMPTY: Ledger = {
  schools: [],
  tiers: [],
  enterprises: [],
  quotas: [],
  majors: [],
  classes: [],
  snapshots: [],
  agreements: [],
  executions: [],
  sessions: [],
  trainees: [],
  secondments: [],
  members: [],
  cohorts: [],
  graduates: [],
};
