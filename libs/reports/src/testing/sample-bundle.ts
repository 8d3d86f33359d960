import {
  AssessmentSubject,
  Fact,
  FACT_CATALOGUE,
  FactCode,
  OrganisationFacts,
  RankingBundle,
  RankingInput,
  sampleScheme,
  sealBundle,
} from '@sxbq/assessment/verification';
import { SigningKey } from '@sxbq/kernel';

const NAMES = ['江南', '运河', '天宁', '钟楼', '新北', '武进', '金坛', '溧阳', '滨湖', '太湖'];

/** What a school or enterprise is asked for; a fact without an entry has no target of its own. */
const TARGETS: Readonly<Partial<Record<FactCode, number>>> = {
  PARTNERS: 20,
  MAJORS: 100,
  SENIOR_CLASSES: 100,
  TRAINING: 500,
  SECONDMENTS: 300,
  COMMITTEE: 30,
};

/** About as much as a good one has of what has no target. */
const USUAL: Readonly<Partial<Record<FactCode, number>>> = {
  AGREEMENT_RENEWALS: 4,
  EXECUTIONS_PER_AGREEMENT: 3,
  GRADUATES_DOCKED: 240,
  GRADUATES_PLACED_RATE: 96,
  GRADUATES_RELATED_RATE: 80,
  TEACHERS_SECONDED: 9,
  VISITING_EXPERTS: 12,
  TRAINING_MENU: 6,
  FACILITIES: 4,
  ENTERPRISE_RATING: 92,
  AGREEMENTS: 5,
  EXECUTIONS: 12,
  POSTS_OFFERED: 60,
  POSTS_FILLED: 45,
  TEACHERS_HOSTED: 9,
  EXPERTS_SENT: 8,
  TRAINING_HEADS: 60,
};

const EVIDENCE: Readonly<Partial<Record<FactCode, string>>> = {
  PARTNERS: 'AGREEMENT',
  MAJORS: 'AGREEMENT',
  AGREEMENT_RENEWALS: 'AGREEMENT',
  SENIOR_CLASSES: 'CLASS',
  TRAINING: 'TRAINING_SESSION',
  SECONDMENTS: 'SECONDMENT',
  COMMITTEE: 'COMMITTEE_MEMBER',
};

export interface SampleSize {
  readonly year: number;
  readonly schools: number;
  readonly enterprises?: number;
  /** '3204': schools lie in three of its districts; '32': in its cities. */
  readonly region?: string;
}

/** Fictional organisations, sealed as the assessment does it; the same size gives the same bundle. */
export function sampleBundle(size: SampleSize): RankingBundle {
  return sealBundle(sampleInput(size), new SigningKey(`sample:${Buffer.alloc(32, 7).toString('base64')}`));
}

export function sampleInput({ year, schools, enterprises = 6, region = '3204' }: SampleSize): RankingInput {
  const organisations = [
    ...Array.from({ length: schools }, (_, index) => school(index, year, region)),
    ...Array.from({ length: enterprises }, (_, index) => enterprise(index, year, region)),
  ];
  const schemes = [sampleScheme(AssessmentSubject.SCHOOL, year), sampleScheme(AssessmentSubject.ENTERPRISE, year)];
  const marks = schemes.flatMap(({ subject, goals }) => {
    const marked = goals.filter(({ components }) => components.some(({ measure }) => measure.kind === 'MARKED'));
    return organisations
      .filter((each) => each.subject === subject)
      .flatMap(({ organisationId }) =>
        marked.map(({ code }) => {
          const points = 70 + ((organisationId * 7 + year) % 26);
          const [one, two] = [String(points), String(points + 4)];
          const given = [
            { marker: 501, points: one },
            { marker: 502, points: two },
          ];
          return { subject, organisationId, goal: code, marks: given, moderated: null, final: String(points + 2) };
        }),
      );
  });
  return {
    region,
    year,
    run: year - 2000,
    version: 1,
    schemes,
    organisations,
    marks,
    corrections: [],
    salt: 'ab'.repeat(32),
    previous: null,
  };
}

function school(index: number, year: number, region: string): OrganisationFacts {
  const round = Math.floor(index / NAMES.length);
  return {
    subject: AssessmentSubject.SCHOOL,
    organisationId: index + 1,
    code: `${region.padEnd(4, '0')}${String(index + 1).padStart(5, '0')}`,
    name: `示例${NAMES[index % NAMES.length]}${round === 0 ? '' : `第${round + 1}`}技师学院`,
    regionCode: regionOf(index, region),
    tier: 'TECHNICIAN_COLLEGE',
    joinedOn: index % 50 === 9 ? `${year}-06-01` : null,
    facts: factsOf(AssessmentSubject.SCHOOL, index, year),
  };
}

function enterprise(index: number, year: number, region: string): OrganisationFacts {
  const round = Math.floor(index / NAMES.length);
  return {
    subject: AssessmentSubject.ENTERPRISE,
    organisationId: index + 1,
    code: `91320400SAMPLE${String(index + 1).padStart(4, '0')}`,
    name: `示例${NAMES[index % NAMES.length]}${round === 0 ? '' : round + 1}精密机械有限公司`,
    regionCode: regionOf(index, region),
    tier: null,
    joinedOn: null,
    facts: factsOf(AssessmentSubject.ENTERPRISE, index, year),
  };
}

const regionOf = (index: number, region: string): string =>
  region.length > 2 ? `${region}0${(index % 3) + 2}` : `${region}${String((index % 13) + 1).padStart(2, '0')}02`;

function factsOf(subject: AssessmentSubject, index: number, year: number): OrganisationFacts['facts'] {
  const asked = (Object.keys(FACT_CATALOGUE) as FactCode[]).filter((code) =>
    FACT_CATALOGUE[code].subjects.includes(subject),
  );
  return Object.fromEntries(asked.map((code, place) => [code, factOf(code, index, year, place)]));
}

/** Differs by organisation, year and fact; the fourth has few seconded teachers, the sixth no committee. */
function factOf(code: FactCode, index: number, year: number, place: number): Fact {
  if (code === FactCode.COMMITTEE && index === 5) {
    return { ...NOTHING, absence: 'NO_DATA', reason: '校级机构没有登记成员' };
  }
  const target = TARGETS[code] ?? null;
  const whole = target ?? USUAL[code] ?? 0;
  const tenths = 4 + ((index * 3 + place * 5 + year * 2) % 8);
  const value =
    code === FactCode.TEACHERS_SECONDED && index === 3 ? 3 : Math.floor((whole * Math.min(tenths, 10)) / 10);
  const type = EVIDENCE[code];
  const ids = Array.from({ length: Math.min(value, 25) }, (_, item) => index * 100 + item + 1);
  const share =
    code === FactCode.SENIOR_CLASSES ||
    code === FactCode.GRADUATES_PLACED_RATE ||
    code === FactCode.GRADUATES_RELATED_RATE;
  return {
    ...NOTHING,
    value: String(value),
    target: target === null ? null : String(target),
    met: target === null ? null : value >= target,
    basis: share ? { counted: value * 4, total: 440 } : null,
    evidence: type === undefined || ids.length === 0 ? [] : [{ type, ids, count: ids.length }],
  };
}

const NOTHING: Fact = { value: null, target: null, met: null, absence: null, reason: null, basis: null, evidence: [] };
