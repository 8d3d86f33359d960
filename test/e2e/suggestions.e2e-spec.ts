import { CataloguesService } from '@sxbq/catalogues';
import { Role } from '@sxbq/kernel';
import { idNumber } from '../support/ledger-files';
import { Journey } from '../support/journey';
import { lettered } from '../support/first-day-city';
import { eventually, startPlatform } from '../support/platform';

const POSTING_QUERY = `query ($id: ID!) { suggestedPostings(graduateId: $id) {
  computedAt weightsVersion inputDigest
  items { jobPostingId score sentences parts { part title points weight } jobPosting { title enterpriseId }
          override { decision roleTitle reason decidedAt } } } }`;
const GRADUATE_QUERY = `query ($id: ID!) { suggestedGraduates(jobPostingId: $id) {
  items { graduateId score sentences parts { part } override { decision roleTitle reason }
          candidate { name majorName level certificates { occupationCode grade } } } } }`;

interface SuggestedPostings {
  readonly suggestedPostings: {
    readonly computedAt: string | null;
    readonly inputDigest: string | null;
    readonly items: {
      readonly jobPostingId: string;
      readonly score: number;
      readonly parts: { readonly points: number }[];
      readonly jobPosting: { readonly title: string };
      readonly override: { readonly decision: string; readonly roleTitle: string; readonly reason: string } | null;
    }[];
  };
}

interface SuggestedGraduates {
  readonly suggestedGraduates: {
    readonly items: {
      readonly graduateId: string;
      readonly sentences: string[];
      readonly candidate: { readonly name: string };
      readonly override: { readonly roleTitle: string; readonly reason: string | null } | null;
    }[];
  };
}

describe('suggestions, from the facts to both sides', () => {
  let day: Journey;
  let graduateId: string;
  const postings: string[] = [];

  beforeAll(async () => {
    day = new Journey(await startPlatform());
    await day.platform.api.get(CataloguesService, { strict: false }).load();
    await day.enter('hr', Role.HR_BUREAU, { regionPrefix: '3204' });
    const place = { regionCode: '320411', contactName: '示例联系人', contactPhone: '13800000001' };
    const schoolId = await made('createSchool', { code: 'S1', name: '示例技工学校', ...place });
    const enterpriseId = await made('createEnterprise', { uscc: lettered(1), name: '示例机械公司', ...place });
    await day.enter('school', Role.SCHOOL, { regionPrefix: '3204', schoolId });
    await day.enter('firm', Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId });
    const schoolMajorId = await made('addSchoolMajor', { schoolId, code: '0101', name: '数控加工' });
    const schoolClassId = await made('createSchoolClass', {
      schoolId,
      schoolMajorId,
      code: 'C1',
      name: '示例班',
      level: 'SENIOR',
      startsOn: '2023-09-01',
    });
    const published = await day.ask<{ publishGraduateCohort: { id: string } }>(
      'school',
      'mutation ($input: PublishCohortInput!) { publishGraduateCohort(input: $input) { id } }',
      { input: { schoolClassId, graduationYear: 2026, heads: 1, available: 1, placedBefore: 0 } },
    );
    const certificates = [{ occupationCode: '6-18-01-01', grade: 4 }];
    const registered = await day.ask<{ registerGraduates: string[] }>(
      'school',
      'mutation ($id: ID!, $graduates: [GraduateInput!]!) { registerGraduates(cohortId: $id, graduates: $graduates) }',
      {
        id: published.publishGraduateCohort.id,
        graduates: [{ studentNumber: 'X1', name: '示例丙', idNumber: idNumber(1), phone: '13812345678', certificates }],
      },
    );
    graduateId = registered.registerGraduates[0]!;
    for (const [title, salaryMin, occupationCode] of [
      ['车工', 5_000, '6-18-01-01'],
      ['学徒车工', 3_000, '6-18-01-01'],
      ['电工', 9_000, '6-31-01-03'],
    ] as const) {
      const { insertId } = (await day.platform.dataSource.query(
        `INSERT INTO job_posting (enterprise_id, code, kind, title, occupation_edition, occupation_code, heads, region_code,
                                  salary_min, salary_max, grade_floor, valid_until, status, fingerprint)
         VALUES (?, ?, 'JOB', ?, '2022 draft', ?, 2, '320411', ?, 9000, 4, '2099-12-31', 'LIVE', REPEAT('0', 43))`,
        [enterpriseId, `GW-${title}`, title, occupationCode, salaryMin],
      )) as { insertId: number };
      postings.push(String(insertId));
    }
  });
  afterAll(() => day.close());

  const made = async (field: string, input: object): Promise<string> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { made: ${field}(input: $input) { id } }`;
    return (await day.ask<{ made: { id: string } }>('hr', query, { input })).made.id;
  };
  const forGraduate = async (who = 'school') =>
    (await day.ask<SuggestedPostings>(who, POSTING_QUERY, { id: graduateId })).suggestedPostings;
  const forPosting = async () =>
    (await day.ask<SuggestedGraduates>('firm', GRADUATE_QUERY, { id: postings[0] })).suggestedGraduates.items;

  it('are computed by the worker when the bureau asks, and shown whole', async () => {
    expect(await forGraduate()).toMatchObject({ computedAt: null, items: [] });
    const { computeSuggestions } = await day.ask<{ computeSuggestions: { id: string } }>(
      'hr',
      'mutation { computeSuggestions(regionPrefix: "3204") { id status } }',
    );
    const { suggestionRun } = await eventually(
      () =>
        day.ask<{ suggestionRun: { status: string } }>(
          'hr',
          'query ($id: ID!) { suggestionRun(id: $id) { status graduates postings eligible total done error } }',
          { id: computeSuggestions.id },
        ),
      ({ suggestionRun: { status } }) => !['QUEUED', 'RUNNING'].includes(status),
      60,
    );
    expect(suggestionRun).toEqual({
      status: 'PUBLISHED',
      graduates: 1,
      postings: 3,
      eligible: 2,
      total: 2,
      done: 2,
      error: null,
    });
    const { items, inputDigest } = await forGraduate();
    expect(inputDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(items.map(({ jobPosting }) => jobPosting.title)).toEqual(['车工', '学徒车工']);
    for (const { score, parts } of items) expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  });

  it('show the enterprise no name, no contact and nothing of the own wishes', async () => {
    const [shown] = await forPosting();
    expect(shown).toMatchObject({ graduateId, candidate: { name: '示**', majorName: '数控加工' } });
    expect(JSON.stringify(shown)).not.toMatch(/示例丙|138|区域|薪资/);
  });

  it('follow a person’s decision and an opt-out at once', async () => {
    const decide = `mutation ($input: OverrideSuggestionInput!) { overrideSuggestion(input: $input) {
      items { jobPostingId override { decision roleTitle reason } } } }`;
    const input = { graduateId, jobPostingId: postings[1], decision: 'PINNED', reason: '学校与该企业合办班级' };
    await day.ask('school', decide, { input });
    expect((await forGraduate()).items[0]).toMatchObject({
      jobPostingId: postings[1],
      override: { decision: 'PINNED', roleTitle: '学校', reason: '学校与该企业合办班级' },
    });
    await day.ask('hr', decide, { input: { ...input, jobPostingId: postings[0], decision: 'DISMISSED' } });
    expect((await forGraduate()).items).toHaveLength(1);
    expect(await forPosting()).toEqual([]);
    const { graduate } = await day.ask<{ graduate: { revision: number } }>(
      'school',
      'query ($id: ID!) { graduate(id: $id) { revision } }',
      { id: graduateId },
    );
    await day.ask('school', 'mutation ($input: EditGraduateInput!) { editGraduate(input: $input) { id } }', {
      input: { id: graduateId, revision: graduate.revision, suggestionsOptedOut: true },
    });
    expect((await forGraduate()).items).toEqual([]);
  });
});
