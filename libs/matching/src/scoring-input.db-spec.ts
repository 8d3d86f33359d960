import { CataloguesModule } from '@sxbq/catalogues';
import { GraduatesModule, GraduateStatus } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { PlacementModule } from '@sxbq/placement';
import { PostingsModule, PostingStatus } from '@sxbq/postings';
import { SnapshotReader } from '@sxbq/platform';
import fc from 'fast-check';
import { createWorld, ProgrammeWorld } from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { assertScoringInput } from './domain/scoring/assert-scoring-input';
import { scorePairs } from './domain/scoring/score-pairs';
import { SAMPLE_WEIGHTS } from './domain/scoring/score-weights';
import type { Lists } from './domain/scoring/scoring-input';
import { ScoringInputReader } from './persistence/scoring-input.reader';
import { ScoringSelection } from './persistence/scoring-selection';
import { naiveScoreOf } from './testing/naive-reading';
import { GivenGraduate, GivenPosting, SupplyAndDemand } from './testing/supply-and-demand';

const LATHE = '6-18-01-01';
const MILL = '6-18-01-02';
const ELECTRICIAN = '6-31-01-03';
const CODES = [LATHE, MILL, ELECTRICIAN];
const DAY = '2026-03-02';

describe('reading what scores are computed from', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let rows: SupplyAndDemand;
  let reader: ScoringInputReader;

  beforeAll(async () => {
    services = await startTestServices(
      [CataloguesModule, IdentityModule, GraduatesModule, PostingsModule, PlacementModule],
      undefined,
    );
    reader = new ScoringInputReader(services.app.get(SnapshotReader));
  });
  afterAll(() => services.close());
  beforeEach(async () => {
    await services.empty();
    world = await createWorld(services.dataSource);
    rows = new SupplyAndDemand(services.dataSource);
  });

  const read = (more: Partial<ScoringSelection> = {}) =>
    reader.read({ asOf: DAY, graduates: { regionPrefix: '3204' }, postings: { regionPrefix: '3204' }, ...more });
  const list = ({ offsets, values }: Lists, owner: number) => [...values.subarray(offsets[owner], offsets[owner + 1])];

  async function fillTables(): Promise<void> {
    await rows.link('数控技术', LATHE);
    await rows.link('数控技术应用', MILL);
    await rows.link('机电一体化', ELECTRICIAN);
    for (const [code, grade, name, weight, edition] of [
      [LATHE, 4, '车削', 70, '2018'],
      [LATHE, 4, '车削加工', 60, '2021'],
      [LATHE, 4, '设备维护与保养', 40, '2021'],
      [LATHE, 3, '精车', 100, '2021'],
      [MILL, 4, '铣削加工', 75, '2021'],
      [MILL, 4, '设备维护与保养', 25, '2021'],
      [ELECTRICIAN, 4, '设备维护与保养', 100, '2021'],
    ] as const) {
      await rows.workFunction({ code, grade, name, weight, edition });
    }
  }

  it('fills the columns', async () => {
    await fillTables();
    const { home } = world.schools;
    const cohort = await rows.cohort(home, '数控加工（数控铣工）');
    const first = await rows.graduate(cohort, {
      certificates: [
        [LATHE, 4],
        [ELECTRICIAN, 3],
      ],
      occupations: [MILL, LATHE],
      regions: ['320402', '3204', '3201'],
      salaryFloor: 5_000,
    });
    const second = await rows.graduate(cohort);
    const open = await rows.posting(world.enterprises.home, { occupationCode: MILL });
    const asking = await rows.posting(world.enterprises.other, {
      occupationCode: MILL,
      gradeFloor: 4,
      salary: [4_000, 6_000],
      regionCode: '320402',
      majors: ['机电一体化', '数控加工(数控铣工)'],
    });
    await rows.agreement(home, world.enterprises.home, '2026-03-01');
    await rows.agreement(home, world.enterprises.other, '2026-03-02');
    await rows.placement(second, home, open, world.enterprises.home);

    const { input } = await read();
    assertScoringInput(input);
    const { graduates, postings, tables } = input;
    expect([...graduates.ids]).toEqual([first, second]);
    expect([...graduates.grades]).toEqual([3, 0]);
    expect([...graduates.salaryFloors]).toEqual([5_000, 0]);
    expect([...postings.ids]).toEqual([open, asking]);
    expect([...postings.gradeFloors]).toEqual([0, 4]);
    expect([...postings.salaryLows]).toEqual([0, 4_000]);
    expect([...postings.salaryHighs]).toEqual([0, 6_000]);
    // Met in order: the mill with the postings, then the certificates and wishes.
    const [mill] = postings.occupations;
    expect(list(graduates.occupations, 0)[0]).toBe(mill);
    expect(list(graduates.certificates, 0)).toHaveLength(2);
    // 320402 is wished for first, the rest of the city second, the neighbouring city third: no posting lies there.
    const [district, wished] = postings.districts;
    const accepted = list(graduates.districts, 0);
    const placeOf = (index: number | undefined) => graduates.districts.ranks[accepted.indexOf(index!)];
    expect([placeOf(wished), placeOf(district), placeOf(tables.districts - 1)]).toEqual([0, 1, 2]);
    // Only the posting with a floor is weighed, by the newest standard; the two majors are the graduates' and another.
    expect([...postings.standards]).toEqual([-1, 0]);
    expect([...tables.standards.percents]).toEqual([25, 75]);
    expect(list(postings.acceptedMajors, 1)).toContain(graduates.majors[0]);
    // 数控加工 shares its stem with 数控技术 and 数控技术应用.
    const major = graduates.majors[0]!;
    expect([...tables.links.percents.subarray(tables.links.offsets[major], tables.links.offsets[major + 1])]).toEqual([
      80, 80,
    ]);
    // Expired yesterday and one placed: 30 + 10. In force on its last day: 60.
    expect([...tables.history.percents]).toEqual([40, 60]);
  });

  it('leaves out who opted out, found work or withdrew, and what is closed, over or full', async () => {
    const cohort = await rows.cohort(world.schools.home, '数控加工');
    const away = await rows.cohort(world.schools.away, '数控加工');
    const later = await rows.cohort(world.schools.home, '数控加工', 2027);
    const stays = await rows.graduate(cohort);
    await rows.graduate(cohort, { optedOut: true });
    await rows.graduate(cohort, { status: GraduateStatus.PLACED });
    await rows.graduate(cohort, { status: GraduateStatus.WITHDRAWN });
    const other = await rows.graduate(away);
    const next = await rows.graduate(later);
    const { home } = world.enterprises;
    const shown = await rows.posting(home, { occupationCode: LATHE, validUntil: DAY });
    await rows.posting(home, { occupationCode: LATHE, validUntil: '2026-03-01' });
    await rows.posting(home, { occupationCode: LATHE, status: PostingStatus.CLOSED });
    await rows.posting(home, { occupationCode: LATHE, status: PostingStatus.SUBMITTED });
    await rows.posting(home, { occupationCode: LATHE, heads: 2, taken: 2 });
    const elsewhere = await rows.posting(home, { occupationCode: LATHE, regionCode: '320104' });

    const ids = async (more: Partial<ScoringSelection>) => {
      const { input } = await read(more);
      return [[...input.graduates.ids], [...input.postings.ids]];
    };
    expect(await ids({})).toEqual([[stays, next], [shown]]);
    expect(await ids({ graduates: { regionPrefix: '3204', graduationYear: 2026 } })).toEqual([[stays], [shown]]);
    expect(await ids({ graduates: {}, postings: {} })).toEqual([
      [stays, other, next],
      [shown, elsewhere],
    ]);
    expect(await ids({ graduates: { ids: [next, stays + 1] }, postings: { ids: [elsewhere] } })).toEqual([
      [next],
      [elsewhere],
    ]);
    expect(await ids({ graduates: { ids: [] }, postings: { ids: [] } })).toEqual([[], []]);
  });

  it('gives equal facts an equal digest, and other facts another', async () => {
    const cohort = await rows.cohort(world.schools.home, '数控加工');
    const graduate = await rows.graduate(cohort, { occupations: [LATHE] });
    await rows.posting(world.enterprises.home, { occupationCode: LATHE });
    const { digest } = await read();
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await read()).digest).toBe(digest);
    await services.dataSource.query('UPDATE graduate_wish SET code = ? WHERE graduate_id = ?', [MILL, graduate]);
    expect((await read()).digest).not.toBe(digest);
  });

  it('scores every pair as a naive reading of the rows does', async () => {
    await fillTables();
    const cohorts = [
      await rows.cohort(world.schools.home, '数控加工（数控铣工）'),
      await rows.cohort(world.schools.home, '机电一体化'),
      await rows.cohort(world.schools.other, '数控技术'),
      await rows.cohort(world.schools.other, '烹饪'),
    ];
    const enterprises = [world.enterprises.home, world.enterprises.other];
    await rows.agreement(world.schools.home, world.enterprises.home, null, '2026-03-02');
    await rows.agreement(world.schools.other, world.enterprises.other, null);
    const people: number[] = [];
    for (const [index, given] of fc.sample(arbitraryGraduate, { seed: 41, numRuns: 28 }).entries()) {
      people.push(await rows.graduate(cohorts[index % cohorts.length]!, given));
    }
    const offers: number[] = [];
    for (const [index, given] of fc.sample(arbitraryPosting, { seed: 42, numRuns: 20 }).entries()) {
      offers.push(await rows.posting(enterprises[index % 2]!, given));
    }
    const { input } = await read();
    assertScoringInput(input);
    const pairs = people.flatMap((_, graduate) => offers.map((_offer, posting) => [graduate, posting] as const));
    const scores = scorePairs(
      input,
      SAMPLE_WEIGHTS,
      Int32Array.from(pairs, ([graduate]) => graduate),
      Int32Array.from(pairs, ([, posting]) => posting),
    );
    const naive: number[] = [];
    for (const [graduate, posting] of pairs) {
      const score = await naiveScoreOf(services.dataSource, SAMPLE_WEIGHTS, people[graduate]!, offers[posting]!, DAY);
      naive.push(score ?? -1);
    }
    expect([...scores]).toEqual(naive);
    const eligible = naive.filter((score) => score >= 0);
    expect(eligible.length).toBeGreaterThan(60);
    expect(new Set(eligible).size).toBeGreaterThan(20);
  }, 60_000);
});

const some = <T>(values: readonly T[], most: number) => fc.subarray([...values], { maxLength: most });
const arbitraryGraduate: fc.Arbitrary<GivenGraduate> = fc.record({
  salaryFloor: fc.option(fc.integer({ min: 3_000, max: 6_000 })),
  certificates: some(CODES, 2).chain((codes) =>
    fc.tuple(...codes.map((code) => fc.integer({ min: 2, max: 5 }).map((grade) => [code, grade] as const))),
  ),
  occupations: some(CODES, 3),
  regions: some(['320402', '320411', '3204', '32', '3201'], 3),
});
const arbitraryPosting: fc.Arbitrary<GivenPosting> = fc.record({
  occupationCode: fc.constantFrom(...CODES),
  majors: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    some(['数控加工(数控铣工)', '机电一体化', '数控技术'], 3),
  ),
  gradeFloor: fc.option(fc.constantFrom(3, 4, 5)),
  salary: fc.oneof(
    fc.constant([null, null] as const),
    fc.constant([4_000, null] as const),
    fc.tuple(fc.option(fc.integer({ min: 2_500, max: 4_000 })), fc.integer({ min: 4_000, max: 6_500 })),
  ),
  regionCode: fc.constantFrom('320402', '320411', '320400'),
});
