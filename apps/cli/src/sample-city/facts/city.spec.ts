import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { DomainError, isCitizenIdNumber, isUnifiedSocialCreditCode } from '@sxbq/kernel';
import { FICTIONAL_ID_AREAS } from '../identities';
import { sampleReferenceDate } from '../timeline';
import { buildCity } from './city';
import type { SchoolLedger } from './facts';

const AS_OF = '2026-11-22';
const city = buildCity({ asOf: AS_OF, seed: 7 });
const { bureau } = city;
const schools = [...city.schools];
const all = <T>(part: (ledger: SchoolLedger) => readonly T[]): T[] => schools.flatMap(({ ledger }) => part(ledger));
const classes = all((ledger) => ledger.classes);
const snapshots = all((ledger) => ledger.snapshots);
const agreements = all((ledger) => ledger.agreements);
const executions = all((ledger) => ledger.executions);
const sessions = all((ledger) => ledger.sessions);
const trainees = all((ledger) => ledger.trainees);
const secondments = all((ledger) => ledger.secondments);

describe('the size of the sample city', () => {
  it('is that of a city', () => {
    const kinds = bureau.enterprises.map(({ kind }) => kind);
    expect(bureau.schools).toHaveLength(10);
    expect(kinds).toHaveLength(100);
    expect(kinds.filter((kind) => kind === EnterpriseKind.ENTERPRISE)).toHaveLength(96);
    expect(between(classes.length, 780, 850)).toBe(true);
    expect(between(runningHeads(), 29_500, 30_500)).toBe(true);
    expect(between(agreements.length, 280, 320)).toBe(true);
    expect(between(trainees.length, 2_900, 3_400)).toBe(true);
    expect(between(secondments.length, 150, 300)).toBe(true);
    expect(new Set(snapshots.map(({ countedOn }) => countedOn)).size).toBeGreaterThanOrEqual(6);
  });

  it('shares out the secondment days of the city to the last day', () => {
    const ofYear = bureau.quotas.filter(({ year }) => year === 2026);
    expect(ofYear).toHaveLength(8);
    expect(ofYear.reduce((sum, { amount }) => sum + amount, 0)).toBe(6000);
  });
});

describe('the identities of the sample city', () => {
  const codes = [...bureau.schools, ...bureau.enterprises].map(({ uscc }) => uscc);

  it('are credit codes that pass their check, some with check character 0', () => {
    expect(codes.filter((code) => !isUnifiedSocialCreditCode(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => code.endsWith('0')).length).toBeGreaterThanOrEqual(3);
  });

  it('carry an organisation code that no register gives out', () => {
    expect(codes.every((code) => code.slice(8, 10) === 'XB')).toBe(true);
  });

  it('are ID numbers that pass their check, of areas that no card shows', () => {
    const numbers = trainees.map(({ idNumber }) => idNumber);
    const areas = new Set<string>(FICTIONAL_ID_AREAS);
    expect(numbers.filter((number) => !isCitizenIdNumber(number) || !areas.has(number.slice(0, 6)))).toEqual([]);
    expect(numbers.some((number) => number.endsWith('X'))).toBe(true);
    expect(numbers.some((number) => number.slice(10, 14) === '0229')).toBe(true);
  });

  it('are people of working age, one name to one number', () => {
    const names = new Map(trainees.map(({ idNumber, name }) => [idNumber, name]));
    expect(trainees.filter(({ idNumber, name }) => names.get(idNumber) !== name)).toEqual([]);
    const births = trainees.map(({ idNumber }) => Number(idNumber.slice(6, 10)));
    expect(Math.max(...births)).toBeLessThanOrEqual(2006);
    expect(Math.min(...births)).toBeGreaterThanOrEqual(1972);
  });

  it('are labelled fictional', () => {
    const names = [...bureau.schools, ...bureau.enterprises].map(({ name }) => name);
    expect(names.filter((name) => !name.startsWith('示例'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the rows of the sample city', () => {
  const keys: Readonly<Record<string, readonly string[]>> = {
    班级: classes.map((row) => `${row.schoolCode} ${row.code}`),
    在校生: snapshots.map((row) => `${row.schoolCode} ${row.classCode} ${row.countedOn}`),
    协议: agreements.map((row) => row.code),
    执行记录: executions.map((row) => `${row.agreementCode} ${row.code}`),
    企业培训: sessions.map((row) => row.code),
    培训学员: trainees.map((row) => `${row.sessionCode} ${row.idNumber}`),
    教师挂职: secondments.map((row) => row.code),
    机构成员: all(({ members }) => members).map((row) => `${row.schoolCode} ${row.name} ${row.startsOn}`),
    学校层次: bureau.tiers.map((row) => `${row.schoolCode} ${row.effectiveFrom}`),
  };

  it.each(Object.entries(keys))('%s has no key twice', (_, rows) => {
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('refer to rows that exist', () => {
    const usccs = new Set(bureau.enterprises.map(({ uscc }) => uscc));
    const majors = new Set(all(({ majors: rows }) => rows).map((row) => `${row.schoolCode} ${row.code}`));
    const covered = agreements.flatMap((row) => row.majorCodes.map((code) => `${row.schoolCode} ${code}`));
    expect([...agreements, ...sessions, ...secondments].filter(({ uscc }) => !usccs.has(uscc))).toEqual([]);
    expect(covered.filter((key) => !majors.has(key))).toEqual([]);
    expect(classes.filter((row) => !majors.has(`${row.schoolCode} ${row.majorCode}`))).toEqual([]);
    expect(snapshots.filter((row) => !keys['班级']?.includes(`${row.schoolCode} ${row.classCode}`))).toEqual([]);
  });

  it('do not end before they start', () => {
    const spans = [...classes, ...sessions, ...secondments, ...all(({ members }) => members)];
    expect(spans.filter(({ startsOn, endsOn }) => endsOn !== undefined && endsOn < startsOn)).toEqual([]);
    expect(agreements.filter(({ effectiveFrom, effectiveTo }) => effectiveTo && effectiveTo < effectiveFrom)).toEqual(
      [],
    );
  });

  it('tell of nothing done after the reference date', () => {
    expect(executions.filter(({ occurredOn }) => occurredOn > AS_OF)).toEqual([]);
    expect(snapshots.filter(({ countedOn }) => countedOn > AS_OF)).toEqual([]);
    const unfinished = new Set(sessions.filter(({ endsOn }) => endsOn > AS_OF).map(({ code }) => code));
    expect(trainees.filter(({ sessionCode, passed }) => passed && unfinished.has(sessionCode))).toEqual([]);
  });
});

describe('the reference date', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-03-01', '2026-03-01'],
    ['2026-02-28', '2025-12-31'],
    ['2026-01-01', '2025-12-31'],
  ])('on %s it is %s', (today, expected) => {
    expect(sampleReferenceDate(today)).toBe(expected);
  });

  it.each(['2026-02-28', '2026-13-01', 'heute'])('%s is refused', (asOf) => {
    expect(() => buildCity({ asOf, seed: 1 })).toThrow(DomainError);
  });
});

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

/** Heads of the running classes at their latest counts. */
function runningHeads(): number {
  const running = classes.filter(({ startsOn, endsOn }) => startsOn <= AS_OF && (endsOn ?? AS_OF) >= AS_OF);
  const latest = new Map<string, number>();
  for (const row of snapshots) latest.set(`${row.schoolCode} ${row.classCode}`, row.heads);
  return running.reduce((sum, row) => sum + (latest.get(`${row.schoolCode} ${row.code}`) ?? 0), 0);
}
