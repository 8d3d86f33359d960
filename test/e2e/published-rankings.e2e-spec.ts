import { FactCode, parseBundle, PublicRankingBundle, RankingInput, verifyBundle } from '@sxbq/assessment/verification';
import { FixedClock } from '@sxbq/kernel';
import { PublishedRanking } from '@sxbq/assessment';
import { Platform, startPlatform } from '../support/platform';
import { SealedYear, sealedYear } from '../support/published-years';

/** The teachers of one school, so few that they could be named. */
const FEW = '3';

describe('published rankings, for whoever is not signed in', () => {
  let platform: Platform;
  let sealed: SealedYear;

  beforeAll(async () => {
    platform = await startPlatform(new FixedClock(new Date('2027-01-20T02:00:00Z')));
    await sealedYear(platform.dataSource, 2025);
    sealed = await sealedYear(platform.dataSource, 2026);
  });
  afterAll(() => platform.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${platform.url}${path}`, { headers });
  const codeOf = async (path: string): Promise<unknown> => {
    const reply = await get(path);
    const { error } = (await reply.json()) as { error: { code: string } };
    return [reply.status, error.code, reply.headers.get('cache-control')];
  };

  it('are read by a plain GET that any cache may keep', async () => {
    const reply = await get('/rankings/3204/2026');
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
    expect(reply.headers.get('set-cookie')).toBeNull();
    const { rankings, ...head } = (await reply.json()) as PublishedRanking;
    expect(head).toEqual({ region: '3204', year: 2026, version: 1, digest: sealed.digest });
    expect(rankings.map(({ subject, rows }) => [subject, rows.length])).toEqual([
      ['SCHOOL', 3],
      ['ENTERPRISE', 2],
    ]);
    expect(rankings[0]?.rows[0]).toMatchObject({ rank: 1, code: 'S1', name: '示例学校1' });
  });

  it('cost nothing to who has them already, until a new version is published', async () => {
    const tag = (await get('/rankings/3204/2026')).headers.get('etag') as string;
    const again = await get('/rankings/3204/2026', { 'if-none-match': `"other", W/${tag}` });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    expect((await get('/rankings/3204/2026', { 'if-none-match': '"other"' })).status).toBe(200);
    const correction = (input: RankingInput): RankingInput => ({ ...input, corrections: [] });
    await sealedYear(platform.dataSource, 2026, { version: 2, status: 'NOTICE', change: correction });
    expect((await get('/rankings/3204/2026', { 'if-none-match': tag })).status).toBe(304);
    await platform.dataSource.query("UPDATE assessment_run SET status = 'PUBLISHED' WHERE version = 2");
    const fresh = await get('/rankings/3204/2026', { 'if-none-match': tag });
    expect([fresh.status, ((await fresh.json()) as PublishedRanking).version]).toEqual([200, 2]);
    await platform.dataSource.query("UPDATE assessment_run SET status = 'NOTICE' WHERE version = 2");
  });

  it('withhold small numbers of people, with the goals that they could be told from', async () => {
    const { rankings } = (await (await get('/rankings/3204/2026')).json()) as PublishedRanking;
    const small = rankings[0]?.rows.find(({ code }) => code === 'S3');
    const withheld = small?.goals.filter((goal) => goal.withheld) ?? [];
    expect(withheld.length).toBeGreaterThan(1);
    for (const goal of withheld) expect(goal).toMatchObject({ score: null, value: null, target: null, reason: null });
    const bundle = (await (await get('/rankings/3204/2026/bundle')).json()) as PublicRankingBundle;
    const facts = bundle.organisations.find(({ code }) => code === 'S3')?.facts;
    expect(facts?.[FactCode.TEACHERS_SECONDED]).toBeUndefined();
    expect(facts?.[FactCode.PARTNERS]).toMatchObject({ value: '9' });
    const others = bundle.organisations.find(({ code }) => code === 'S1')?.facts;
    expect(others?.[FactCode.TEACHERS_SECONDED]?.value).not.toBe(FEW);
    expect(JSON.stringify(bundle)).not.toMatch(/"ids"|"marker"|"salt"|objectionId/);
  });

  it.each(['identity', 'gzip, deflate', 'deflate;q=0'])(
    'come as the sealed bundle that the verifier recomputes, to who accepts %s',
    async (accepted) => {
      const reply = await get('/rankings/3204/2026/bundle', { 'accept-encoding': accepted });
      const deflated = accepted === 'gzip, deflate';
      expect(reply.headers.get('content-encoding')).toBe(deflated ? 'deflate' : null);
      expect(reply.headers.get('content-disposition')).toBe('attachment; filename="ranking-3204-2026.json"');
      const text = await reply.text();
      expect(JSON.parse(text)).toMatchObject({ digest: sealed.digest });
      expect(verifyBundle(parseBundle(JSON.parse(text))).differences).toEqual([]);
    },
  );

  it('are read page by page over GraphQL, too, and several years side by side', async () => {
    const ranking = await platform.graphql<{ publishedRanking: { total: number; items: unknown[] } }>(
      `{ publishedRanking(region: "3204", year: 2026, subject: SCHOOL, limit: 1, offset: 1) {
           version schemeGoals { code weight } total items { code rank goals { goal withheld score } } } }`,
    );
    expect(ranking.errors).toBeUndefined();
    expect(ranking.data.publishedRanking).toMatchObject({ version: 1, total: 3, items: [{ code: 'S2', rank: 2 }] });
    const history = await platform.graphql<{ rankingHistory: { years: number[]; items: { movement: unknown }[] } }>(
      `{ rankingHistory(region: "3204", subject: SCHOOL, fromYear: 2020, toYear: 2026) {
           years total items { code places { year rank score } movement { places score goals { goal difference } } } } }`,
    );
    expect(history.errors).toBeUndefined();
    expect(history.data.rankingHistory).toMatchObject({ years: [2025, 2026], total: 3 });
    expect(history.data.rankingHistory.items[0]).toMatchObject({
      code: 'S1',
      places: [
        { year: 2025, rank: 1 },
        { year: 2026, rank: 1 },
      ],
      movement: { places: 0, score: '0' },
    });
    const codes = await Promise.all(
      [
        '{ rankingHistory(region: "3204", subject: SCHOOL, fromYear: 2010, toYear: 2026) { years } }',
        '{ rankingHistory(region: "3204", subject: SCHOOL, fromYear: 2027, toYear: 2026) { years } }',
        '{ publishedRanking(region: "3204", year: 2024, subject: SCHOOL) { total } }',
        '{ publishedRanking(region: "3204", year: 2026, subject: SCHOOL, limit: 101) { total } }',
      ].map(async (query) => (await platform.graphql(query)).errors?.[0]?.extensions.code),
    );
    expect(codes).toEqual([...['TOO_MANY_YEARS', 'TOO_MANY_YEARS', 'RANKING_NOT_PUBLISHED', 'PAGE_SIZE_OUT_OF_RANGE']]);
  });

  it('are not there before they are published, nor for a region or a year that has none', async () => {
    await sealedYear(platform.dataSource, 2024, { status: 'NOTICE' });
    const nothing = [404, 'RANKING_NOT_PUBLISHED', 'no-store'];
    expect(await codeOf('/rankings/3204/2024')).toEqual(nothing);
    expect(await codeOf('/rankings/3204/2024/bundle')).toEqual(nothing);
    expect(await codeOf('/rankings/32/2026')).toEqual(nothing);
    expect(await codeOf('/rankings/3205/2026')).toEqual(nothing);
    expect(await codeOf('/rankings/%25/2026')).toEqual([400, 'REGION_MALFORMED', 'no-store']);
    expect(await codeOf('/rankings/3204/9999')).toEqual([400, 'YEAR_OUT_OF_RANGE', 'no-store']);
    expect(await codeOf("/rankings/3204/2026'--")).toEqual([400, 'HTTP_400', 'no-store']);
  });
});

describe('reading them without end', () => {
  it('is stopped like any other reading', async () => {
    const platform = await startPlatform(undefined, { RATE_LIMITS: 'read=5/60' });
    try {
      const statuses: number[] = [];
      for (let call = 0; call < 7; call++) statuses.push((await fetch(`${platform.url}/rankings/3204/2026`)).status);
      expect(statuses.slice(0, 5)).toEqual([404, 404, 404, 404, 404]);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await platform.close();
    }
  });
});
