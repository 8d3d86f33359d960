import { SchoolTier } from '@sxbq/schools/vocabulary';
import { met, miss, NO_SECONDMENT_QUOTA, of, since, tierSince } from './plan-parts';
import type { SchoolPlan } from './plan-types';

const NO_TRAINING_TARGET = {
  target: null,
  inTwoGrades: 0,
  passedTwice: 0,
  levelFour: 0,
  lastYear: 0,
  failed: 2,
} as const;
const NOT_COUNTED = { counted: null, total: null, target: null, preTechnician: 0, technician: 0 } as const;

const sixth: SchoolPlan = {
  code: '3204906',
  name: '示例市机电高级技工学校（示例）',
  regionCode: '320412',
  teachers: 230,
  tier: SchoolTier.SENIOR_TECHNICAL,
  tiers: [
    tierSince(SchoolTier.NATIONAL_KEY, '2005-09-01'),
    { tier: SchoolTier.SENIOR_TECHNICAL, from: (time) => time.inYear(0, '02-15') },
  ],
  overall: 'FAIL',
  PARTNERS: {
    ...of('PASS', '20 家；备案日期在次日的一份不算。', 4),
    firms: 20,
    target: 20,
    edges: [],
    misses: [miss('FILED_AFTER_D'), miss('EXPIRED_DAY_BEFORE')],
  },
  MAJORS: { ...of('PASS', '每个专业至少 2 家。'), met: 5, concerned: met(5), others: 6 },
  SENIOR_CLASSES: {
    ...of('FAIL', '770 人、22%：按原层次（国家级重点）已达标，本年升格后不达标；当日结业的班照算。', 1, 7),
    senior: 770,
    preTechnician: 0,
    technician: 0,
    intermediate: 2730,
    counted: 770,
    total: 3500,
    target: { percent: 30, heads: 800 },
    oddClasses: ['ENDS_ON_D', 'ENDED_LAST_SUMMER'],
  },
  TRAINING: {
    ...of('FAIL', '250 人次：按原层次（200）已达标，升格后要 400。'),
    passes: 250,
    target: 400,
    inTwoGrades: 2,
    passedTwice: 0,
    levelFour: 24,
    lastYear: 0,
    failed: 6,
  },
  SECONDMENTS: { ...of('FAIL', '差 40 人日，另有未核验的。'), aboveQuota: -40, odd: ['NOT_VERIFIED'] },
  COMMITTEE: {
    ...of('PASS', '10 人中恰好 3 人。'),
    school: 6,
    enterprise: 3,
    industry: 0,
    government: 1,
    odd: [],
  },
};

const seventh: SchoolPlan = {
  code: '3204907',
  name: '示例市交通技工学校（示例）',
  regionCode: '320404',
  teachers: 210,
  tier: SchoolTier.NATIONAL_KEY,
  tiers: [
    tierSince(SchoolTier.NATIONAL_KEY, '2007-09-01'),
    // Announced for next year: not yet the tier on D.
    { tier: SchoolTier.SENIOR_TECHNICAL, from: (time) => time.inYear(1, '01-01') },
  ],
  overall: 'NO_DATA',
  PARTNERS: {
    ...of('PASS', '21 家；明年才升格，仍按国家级重点。'),
    firms: 21,
    target: 20,
    edges: [],
    misses: [miss('NEVER_EXECUTED')],
  },
  MAJORS: {
    ...of('PASS', '5 个专业都有 2 家，其中一个专业只有一个尚未上报人数的高级工班，也要求。', 7),
    met: 5,
    concerned: [...met(4), { firms: 2, onlyClassWithoutSnapshot: true }],
    others: 5,
  },
  SENIOR_CLASSES: {
    ...of('NO_DATA', '一个在读的高级工班没有在校人数；已结业和下一个秋季才开班的不算。', 7),
    senior: 640,
    preTechnician: 0,
    technician: 0,
    intermediate: 2360,
    counted: null,
    total: null,
    target: { percent: 20, heads: 300 },
    oddClasses: ['ENDED_DAY_BEFORE_D', 'STARTS_NEXT_AUTUMN', 'ENDED_LAST_SUMMER'],
  },
  TRAINING: {
    ...of('PASS', '203 人次。', 8),
    passes: 203,
    target: 200,
    inTwoGrades: 5,
    passedTwice: 8,
    levelFour: 22,
    lastYear: 0,
    failed: 5,
  },
  SECONDMENTS: { ...of('PASS', '比指标多 5 人日。'), aboveQuota: 5, odd: ['LAST_YEAR'] },
  COMMITTEE: {
    ...of('PASS', '12 人中 4 人。'),
    school: 6,
    enterprise: 3,
    industry: 1,
    government: 2,
    odd: [],
  },
};

const eighth: SchoolPlan = {
  code: '3204908',
  name: '示例市东城技工学校（示例）',
  regionCode: '320402',
  teachers: 150,
  tier: SchoolTier.PROVINCIAL_KEY,
  tiers: [tierSince(SchoolTier.ORDINARY, '1998-09-01'), tierSince(SchoolTier.PROVINCIAL_KEY, '2011-09-01')],
  overall: 'PASS',
  PARTNERS: {
    ...of('PASS', '恰好 10 家；省级重点的班级和培训指标不适用。', 2),
    firms: 10,
    target: 10,
    edges: [],
    misses: [miss('EXECUTED_LAST_YEAR')],
  },
  MAJORS: {
    ...of('NOT_APPLICABLE', '唯一的高级工班最近一次统计为 0 人，没有需要协议的专业。', 12),
    met: 0,
    concerned: [],
    others: 8,
  },
  SENIOR_CLASSES: {
    ...of('NOT_APPLICABLE', '省级重点没有班级指标。', 2),
    ...NOT_COUNTED,
    senior: 0,
    intermediate: 2700,
    oddClasses: ['SENIOR_WITHOUT_HEADS', 'ENDED_LAST_SUMMER'],
  },
  TRAINING: { ...of('NOT_APPLICABLE', '省级重点没有培训指标，40 人次不评。', 2), ...NO_TRAINING_TARGET, passes: 40 },
  SECONDMENTS: { ...of('PASS', '恰好完成，去年的不算。', 11), aboveQuota: 0, odd: ['LAST_YEAR', 'YEAR_BOUNDARY'] },
  COMMITTEE: {
    ...of('PASS', '9 人中 3 人。'),
    school: 5,
    enterprise: 2,
    industry: 1,
    government: 1,
    odd: [],
  },
};

const ninth: SchoolPlan = {
  code: '3204909',
  name: '示例市湖滨技工学校（示例）',
  regionCode: '320413',
  teachers: 160,
  tier: SchoolTier.PROVINCIAL_KEY,
  tiers: [tierSince(SchoolTier.PROVINCIAL_KEY, '2009-09-01')],
  overall: 'FAIL',
  PARTNERS: {
    ...of('FAIL', '9 家企业；行业协会和产业集群的紧密型协议不计，当日解除的一份也不算。', 4, 13),
    firms: 9,
    target: 10,
    edges: [],
    misses: [miss('PLAIN', 'ASSOCIATION'), miss('PLAIN', 'CLUSTER'), miss('TERMINATED_ON_D')],
  },
  MAJORS: {
    ...of('FAIL', '一个专业的第二家是行业协会，不计。', 13),
    met: 2,
    concerned: [...met(2), { firms: 1, misses: [miss('PLAIN', 'ASSOCIATION')] }],
    others: 7,
  },
  SENIOR_CLASSES: {
    ...of('NOT_APPLICABLE', '省级重点没有班级指标。', 2),
    ...NOT_COUNTED,
    senior: 210,
    intermediate: 2690,
    oddClasses: ['ENDED_LAST_SUMMER'],
  },
  TRAINING: { ...of('NOT_APPLICABLE', '省级重点没有培训指标。', 2), ...NO_TRAINING_TARGET, passes: 36 },
  SECONDMENTS: { ...of('FAIL', '差 25 人日。'), aboveQuota: -25, odd: ['NOT_VERIFIED'] },
  COMMITTEE: {
    ...of('NO_DATA', '当日没有成员：上一届在当日离任。'),
    school: 0,
    enterprise: 0,
    industry: 0,
    government: 0,
    odd: ['LEAVES_ON_D', 'LEAVES_ON_D'],
  },
};

const tenth: SchoolPlan = {
  code: '3204910',
  name: '示例市南山技工学校（示例）',
  regionCode: '320481',
  teachers: 130,
  tier: SchoolTier.ORDINARY,
  tiers: [{ tier: SchoolTier.ORDINARY, from: since('2016-02-29') }],
  overall: 'FAIL',
  PARTNERS: {
    ...of('NOT_APPLICABLE', '其他层次没有合作企业指标，3 家不评。', 14),
    firms: 3,
    target: null,
    edges: [],
    misses: [],
  },
  MAJORS: { ...of('PASS', '其他层次也要求：唯一的高级工专业有 2 家。', 14), met: 1, concerned: met(1), others: 8 },
  SENIOR_CLASSES: {
    ...of('NOT_APPLICABLE', '其他层次没有班级指标。', 14),
    ...NOT_COUNTED,
    senior: 62,
    intermediate: 3138,
    oddClasses: ['ENDED_LAST_SUMMER'],
  },
  TRAINING: { ...of('NOT_APPLICABLE', '其他层次没有培训指标。', 14), ...NO_TRAINING_TARGET, passes: 24 },
  SECONDMENTS: NO_SECONDMENT_QUOTA,
  COMMITTEE: {
    ...of('FAIL', '8 人中 2 人；另一名企业成员当日离任，不算。', 14),
    school: 5,
    enterprise: 1,
    industry: 1,
    government: 1,
    odd: ['LEAVES_ON_D'],
  },
};

/** 国家级重点 (one promoted this year), 省级重点 and 其他. */
export const KEY_SCHOOL_PLANS: readonly SchoolPlan[] = [sixth, seventh, eighth, ninth, tenth];
