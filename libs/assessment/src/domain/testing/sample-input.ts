import { SigningKey } from '@sxbq/kernel';
import { FactCode } from '../facts/fact-code';
import { AssessmentSubject } from '../model/assessment-subject';
import { Fact, OrganisationFacts } from '../model/facts';
import { RankingInput } from '../model/ranking-bundle';
import { sampleScheme } from '../scheme/shipped-schemes';

export const YEAR = 2026;

/** A key whose seed is so many bytes of one value. */
export const testKey = (id: string, byte: number): SigningKey =>
  new SigningKey(`${id}:${Buffer.alloc(32, byte).toString('base64')}`);

export const measured = (value: string, target: string | null = null, more: Partial<Fact> = {}): Fact => ({
  value,
  target,
  met: target === null ? null : Number(value) >= Number(target),
  absence: null,
  reason: null,
  basis: null,
  evidence: [],
  ...more,
});

export const absent = (absence: 'NO_DATA' | 'NOT_APPLICABLE', reason: string): Fact => ({
  value: null,
  target: null,
  met: null,
  absence,
  reason,
  basis: null,
  evidence: [],
});

const agreements = (...ids: number[]): Fact['evidence'] => [{ type: 'AGREEMENT', ids, count: ids.length }];

export const school = (
  organisationId: number,
  facts: OrganisationFacts['facts'],
  more: Partial<OrganisationFacts> = {},
): OrganisationFacts => ({
  subject: AssessmentSubject.SCHOOL,
  organisationId,
  code: `S${organisationId}`,
  name: `示例学校${organisationId}`,
  regionCode: '320400',
  tier: 'TECHNICIAN_COLLEGE',
  joinedOn: null,
  facts,
  ...more,
});

const strong = (partners: string): OrganisationFacts['facts'] => ({
  [FactCode.PARTNERS]: measured(partners, '20', { evidence: agreements(11, 12, 13) }),
  [FactCode.AGREEMENT_RENEWALS]: measured('3'),
  [FactCode.EXECUTIONS_PER_AGREEMENT]: measured('2.3333'),
  [FactCode.MAJORS]: measured('66.6666', '100', { basis: { counted: 2, total: 3 } }),
  [FactCode.SENIOR_CLASSES]: measured('98.7', '100', { basis: { counted: 1184, total: 2399 } }),
  [FactCode.TRAINING]: measured('510', '500', { evidence: [{ type: 'TRAINEE', ids: [901, 902], count: 510 }] }),
  [FactCode.TRAINING_MENU]: measured('2'),
  [FactCode.GRADUATES_PLACED_RATE]: measured('96.5', null, { basis: { counted: 386, total: 400 } }),
  [FactCode.GRADUATES_RELATED_RATE]: measured('70', null, { basis: { counted: 270, total: 386 } }),
  [FactCode.GRADUATES_DOCKED]: measured('37'),
  [FactCode.SECONDMENTS]: measured('260', '300'),
  [FactCode.TEACHERS_SECONDED]: measured('7'),
  [FactCode.VISITING_EXPERTS]: measured('6'),
  [FactCode.FACILITIES]: measured('3'),
  [FactCode.COMMITTEE]: measured('33.3333', '30', { basis: { counted: 3, total: 9 } }),
  [FactCode.ENTERPRISE_RATING]: measured('88.5'),
  [FactCode.FINDINGS]: measured('1'),
  [FactCode.FALSIFIED_DATA]: measured('0'),
});

/** Three schools, one with few people and a class target that does not apply, and two enterprises. */
export function sampleInput(): RankingInput {
  const schools = [
    school(1, strong('22')),
    school(2, strong('18')),
    school(3, {
      ...strong('9'),
      [FactCode.SENIOR_CLASSES]: absent('NOT_APPLICABLE', '该层次没有高级班目标'),
      [FactCode.TRAINING]: absent('NO_DATA', '没有培训记录'),
      [FactCode.TEACHERS_SECONDED]: measured('3'),
    }),
  ];
  const enterprises = [41, 42].map((organisationId): OrganisationFacts => ({
    subject: AssessmentSubject.ENTERPRISE,
    organisationId,
    code: `E${organisationId}`,
    name: `示例企业${organisationId}`,
    regionCode: '320400',
    tier: null,
    joinedOn: null,
    facts: {
      [FactCode.AGREEMENTS]: measured('2'),
      [FactCode.EXECUTIONS]: measured('4'),
      [FactCode.POSTS_OFFERED]: measured('31'),
      [FactCode.POSTS_FILLED]: measured('8'),
    },
  }));
  return {
    region: '3204',
    year: YEAR,
    run: 7,
    version: 1,
    schemes: [sampleScheme(AssessmentSubject.SCHOOL, YEAR), sampleScheme(AssessmentSubject.ENTERPRISE, YEAR)],
    organisations: [...schools, ...enterprises],
    marks: schools.flatMap(({ subject, organisationId }) =>
      ['CURRICULUM', 'TECHNOLOGY'].map((goal) => ({
        subject,
        organisationId,
        goal,
        marks: [
          { marker: 501, points: '80' },
          { marker: 502, points: '85.5' },
        ],
        moderated: null,
        final: '82.75',
      })),
    ),
    corrections: [
      {
        subject: AssessmentSubject.SCHOOL,
        organisationId: 2,
        target: { kind: 'FACT', fact: FactCode.PARTNERS },
        from: '18',
        to: '19',
        reason: '一份协议漏计',
        objectionId: 3,
      },
    ],
    salt: 'ab'.repeat(32),
    previous: { year: YEAR - 1, digest: 'cd'.repeat(32) },
  };
}
