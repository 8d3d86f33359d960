import { AssessmentSubject } from '../model/assessment-subject';
import { FactCode } from './fact-code';

/** What a fact means, so that a scheme can be held against it. */
export interface FactDefinition {
  readonly title: string;
  readonly unit: string;
  readonly subjects: readonly AssessmentSubject[];
  /** A whole number of things. */
  readonly count: boolean;
  /** Counts people, or is a share of people: small ones are withheld from public versions. */
  readonly people: boolean;
  /** Accrues from 1 January on, so that a target may shrink for who joined later. */
  readonly accrues: boolean;
  readonly better: 'MORE' | 'LESS';
  /** COMPLIANCE: from an indicator's result; RECORDS: from the year's records; OFFICER: written down by an officer. */
  readonly source: 'COMPLIANCE' | 'RECORDS' | 'OFFICER';
  /** How the value is formed. */
  readonly meaning: string;
}

const SCHOOL = [AssessmentSubject.SCHOOL];
const ENTERPRISE = [AssessmentSubject.ENTERPRISE];
const BOTH = [AssessmentSubject.SCHOOL, AssessmentSubject.ENTERPRISE];

type Traits = Pick<FactDefinition, 'count' | 'people' | 'accrues' | 'better'>;

/** A number of things on the reference date. */
const STOCK: Traits = { count: true, people: false, accrues: false, better: 'MORE' };
/** A number of things of this year. */
const FLOW: Traits = { count: true, people: false, accrues: true, better: 'MORE' };
/** A number of people, or of their days, of this year. */
const PEOPLE: Traits = { count: true, people: true, accrues: true, better: 'MORE' };
const SHARE: Traits = { count: false, people: false, accrues: false, better: 'MORE' };
const PEOPLE_SHARE: Traits = { ...SHARE, people: true };
const BAD: Traits = { ...FLOW, better: 'LESS' };

const define = (
  title: string,
  unit: string,
  subjects: readonly AssessmentSubject[],
  traits: Traits,
  source: FactDefinition['source'],
  meaning: string,
): FactDefinition => ({ title, unit, subjects, ...traits, source, meaning });

/** Shares are in percent, cut (not rounded up) to 4 decimals, so that 100 is reached by the whole alone. */
export const FACT_CATALOGUE: Readonly<Record<FactCode, FactDefinition>> = {
  PARTNERS: define('紧密型合作企业', '家', SCHOOL, STOCK, 'COMPLIANCE', '有效的紧密型合作企业家数，目标随学校层次'),
  MAJORS: define('达标专业占比', '%', SCHOOL, SHARE, 'COMPLIANCE', '合作企业达标的专业占应达标专业的百分比，目标 100'),
  SENIOR_CLASSES: define(
    '高级班规模达标程度',
    '%',
    SCHOOL,
    PEOPLE_SHARE,
    'COMPLIANCE',
    '占比与人数两条路径中较好一条的完成百分比，目标 100；是否达标以年度指标结论为准',
  ),
  TRAINING: define(
    '企业高技能人才培训',
    '人次',
    SCHOOL,
    PEOPLE,
    'COMPLIANCE',
    '高级工以上培训合格人次，目标随学校层次',
  ),
  SECONDMENTS: define('教师下企业', '人天', SCHOOL, PEOPLE, 'COMPLIANCE', '已核验的人天，目标为分解的指标数'),
  COMMITTEE: define('校级机构企业行业成员占比', '%', SCHOOL, SHARE, 'COMPLIANCE', '目标随政策标准'),
  EXECUTIONS_PER_AGREEMENT: define(
    '每份协议的执行次数',
    '次',
    SCHOOL,
    { ...SHARE, accrues: true },
    'RECORDS',
    '本年度已核验的执行记录条数除以生效协议份数，截取 4 位小数',
  ),
  GRADUATES_DOCKED: define('供求对接毕业生', '人', SCHOOL, PEOPLE, 'RECORDS', '本年度经平台落实岗位的毕业生人数'),
  GRADUATES_PLACED_RATE: define('毕业生就业率', '%', SCHOOL, PEOPLE_SHARE, 'RECORDS', '本届毕业生中已就业的百分比'),
  GRADUATES_RELATED_RATE: define(
    '毕业生对口率',
    '%',
    SCHOOL,
    PEOPLE_SHARE,
    'RECORDS',
    '已就业毕业生中专业对口的百分比',
  ),
  TEACHERS_SECONDED: define('挂职教师', '人', SCHOOL, PEOPLE, 'RECORDS', '本年度有已核验挂职的教师人数'),
  VISITING_EXPERTS: define('特聘教师', '人', SCHOOL, PEOPLE, 'RECORDS', '本年度来校任教的企业专家人数'),
  TRAINING_MENU: define('培训菜单', '项', SCHOOL, FLOW, 'RECORDS', '本年度开班的已发布培训菜单项数'),
  AGREEMENT_RENEWALS: define('续签协议', '份', BOTH, FLOW, 'RECORDS', '本年度由前一份协议续签并备案的协议份数'),
  AGREEMENTS: define('生效协议', '份', ENTERPRISE, STOCK, 'RECORDS', '基准日有效的校企合作协议份数'),
  EXECUTIONS: define('协议执行', '次', ENTERPRISE, FLOW, 'RECORDS', '本年度已核验的执行记录条数'),
  POSTS_OFFERED: define('提供岗位', '个', ENTERPRISE, FLOW, 'RECORDS', '本年度上线岗位的招聘人数合计'),
  POSTS_FILLED: define('落实岗位', '人', ENTERPRISE, PEOPLE, 'RECORDS', '本年度录用落实的毕业生人数'),
  TEACHERS_HOSTED: define('接收教师', '人', ENTERPRISE, PEOPLE, 'RECORDS', '本年度接收已核验挂职的教师人数'),
  EXPERTS_SENT: define('派出专家', '人', ENTERPRISE, PEOPLE, 'RECORDS', '本年度到校任教的专家人数'),
  TRAINING_HEADS: define('送训职工', '人次', ENTERPRISE, PEOPLE, 'RECORDS', '本年度参加培训并合格的职工人次'),
  FACILITIES: define('实训设施', '处', BOTH, STOCK, 'OFFICER', '共建的实习基地、生产车间、技术中心'),
  ENTERPRISE_RATING: define('企业评价', '分', SCHOOL, SHARE, 'OFFICER', '合作企业对学校的评价，0–100 分'),
  FINDINGS: define('督查问题', '项', BOTH, BAD, 'OFFICER', '本年度督查发现的问题'),
  FALSIFIED_DATA: define('弄虚作假', '起', BOTH, BAD, 'OFFICER', '查实的数据弄虚作假'),
};
