import { MAX_WISHES } from '@sxbq/graduates/vocabulary';
import { code } from '../cells/code.kind';
import { citizenId } from '../cells/identity-codes.kind';
import { certificates, rankedOccupations, rankedRegions } from '../cells/list.kinds';
import { wholeNumber, year } from '../cells/number.kind';
import { phone } from '../cells/phone.kind';
import { personName } from '../cells/person-name.kind';
import { defineSheet, optional, required, RowOf } from '../sheet-definition';

const columns = {
  schoolCode: required('学校代码', code(32)),
  classCode: required('班级代码', code(40)),
  graduationYear: required('毕业年份', year(), { aliases: ['毕业年度', '届别'] }),
  studentNumber: required('学号', code(40), { width: 18 }),
  name: required('姓名', personName(60)),
  idNumber: required('证件号码', citizenId(), { aliases: ['身份证号', '身份证号码'], width: 22 }),
  phone: optional('联系电话', phone(), { width: 16 }),
  certificates: optional('技能证书', certificates(MAX_WISHES), { width: 28 }),
  occupationCodes: optional('意向职业', rankedOccupations(MAX_WISHES), { width: 28 }),
  regionPrefixes: optional('意向地区', rankedRegions(MAX_WISHES)),
  salaryFloor: optional('期望月薪', wholeNumber({ min: 0, max: 1_000_000, unit: '元' })),
};

/** 毕业生, one by one, with what they can do and wish for. Nobody graduates from two schools in a year. */
export const graduateSheet = defineSheet({
  key: 'graduate',
  name: '毕业生',
  columns,
  naturalKey: ['schoolCode', 'studentNumber'],
  uniqueFields: [['idNumber', 'graduationYear']],
  references: [
    { to: 'school', fields: ['schoolCode'], blame: 'schoolCode' },
    { to: 'schoolClass', fields: ['schoolCode', 'classCode'], blame: 'classCode' },
    { to: 'graduateCohort', fields: ['schoolCode', 'classCode', 'graduationYear'], blame: 'graduationYear' },
  ],
  fact: null,
  readPermission: 'graduates.read',
});

export type GraduateRow = RowOf<typeof columns>;

/** What a graduate says: once the profile was taken over, no ledger changes it. */
export const GRADUATES_OWN_FIELDS: readonly (keyof typeof columns)[] = [
  'phone',
  'certificates',
  'occupationCodes',
  'regionPrefixes',
  'salaryFloor',
];
