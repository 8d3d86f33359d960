import { bureauUsers } from '../support/bureau-users';
import { GraphqlReply, Platform, startPlatform } from '../support/platform';

const aliased = (field: string, times: number): string =>
  Array.from({ length: times }, (_, at) => `a${at}: ${field}`).join(' ');
const codesOf = (reply: GraphqlReply<unknown>): string[] =>
  (reply.errors ?? []).map(({ extensions }) => extensions.code);

describe('callers who come too often (S4, G1)', () => {
  let platform: Platform;
  let first: string;
  let second: string;

  beforeAll(async () => {
    platform = await startPlatform(undefined, {
      RATE_LIMITS: 'read=20/3600,write=5/3600,costly=3/3600,sign-in=12/3600,request=200/3600,stranger=60/3600',
    });
    [first = '', second = ''] = await bureauUsers(platform, 'first', 'second');
  });
  afterAll(() => platform.close());

  const post = (query: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });

  it('takes every alias of a query as a call, and each user has a budget of their own', async () => {
    const query = (times: number): string => `{ ${aliased('me { id }', times)} }`;
    expect(codesOf(await platform.graphql(query(12), {}, first))).toEqual([]);
    expect(codesOf(await platform.graphql(query(8), {}, first))).toEqual([]);
    expect(codesOf(await platform.graphql(query(1), {}, first))).toEqual(['TOO_MANY_REQUESTS']);
    expect(codesOf(await platform.graphql(query(12), {}, second))).toEqual([]);
  });

  it('answers 429, in Chinese, with the seconds to wait, when nothing was answered', async () => {
    const response = await post('{ me { id } }', { authorization: `Bearer ${first}` });
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(3_000);
    expect(seconds).toBeLessThanOrEqual(3_600);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('请求过于频繁') as string,
          extensions: { kind: 'TOO_MANY_REQUESTS', code: 'TOO_MANY_REQUESTS' },
        },
      ],
    });
  });

  it('takes every alias of a sign-in as a try, so that guessing many at once gains nothing', async () => {
    const guess = (times: number): string =>
      `mutation { ${aliased('signIn(input: {username: "nobody", password: "guess-guess-1"}) { token }', times)} }`;
    // Two of the twelve tries were the sign-ins of this test's users.
    expect(codesOf(await platform.graphql(guess(1)))).toEqual(['SIGN_IN_REFUSED']);
    // A request of many ends at the first that is refused: it tries no more than a request of one.
    expect(codesOf(await platform.graphql(guess(9)))).toEqual(['SIGN_IN_REFUSED']);
    let tried = 4;
    while (codesOf(await platform.graphql(guess(1)))[0] === 'SIGN_IN_REFUSED' && tried < 20) tried++;
    expect(tried).toBe(12);
    expect(codesOf(await platform.graphql(guess(9)))).toEqual(['TOO_MANY_REQUESTS']);
  });

  it('counts files in and out, and says so with a status and a header', async () => {
    const download = (): Promise<Response> =>
      fetch(`${platform.url}/ledgers/template.xlsx`, { headers: { authorization: `Bearer ${second}` } });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call++) {
      const response = await download();
      await response.arrayBuffer();
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(Number((await download()).headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('counts requests that are refused before anything is asked, by network where nobody is signed in', async () => {
    const statuses = new Set<number>();
    for (let call = 0; call < 70; call++) statuses.add((await post('{ nonsense', {})).status);
    expect([...statuses].sort()).toEqual([400, 429]);
    expect((await post('{ me { id } }', { authorization: `Bearer ${second}` })).status).toBe(200);
  });

  it('never counts what machines ask for the health of the process', async () => {
    for (let call = 0; call < 80; call++) expect((await fetch(`${platform.url}/livez`)).status).toBe(200);
  });
});

describe('requests that cost much (G1, S4)', () => {
  let platform: Platform;
  let officer: string;
  beforeAll(async () => {
    platform = await startPlatform(undefined, { RATE_LIMITS: 'request=60/3600,stranger=600/3600' });
    [officer = ''] = await bureauUsers(platform, 'officer');
  });
  afterAll(() => platform.close());

  /** How many of them are let through, of at most 100. */
  async function passing(query: (at: number) => string, token?: string): Promise<number> {
    for (let passed = 0; passed < 100; passed++) {
      if ((await platform.graphql(query(passed), {}, token)).status === 429) return passed;
    }
    return 100;
  }

  it('are as many requests of the budget as they cost', async () => {
    const rows = '{ schools(limit: 100) { items { id name code tier majors { id } agreements(limit: 3) { total } } } }';
    const passed = await passing(() => rows, officer);
    expect(passed).toBeGreaterThan(1);
    expect(passed).toBeLessThan(30);
  });

  it('so is a document that was not sent before, the longer the more', async () => {
    const passed = await passing((at) => `{ me { id } } #${at}${' '.repeat(5_000)}`);
    expect(passed).toBeGreaterThan(10);
    expect(passed).toBeLessThan(40);
  });
});

describe('callers behind a proxy', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform(undefined, { PROXY_HOPS: '1', RATE_LIMITS: 'stranger=10/3600' });
  });
  afterAll(() => platform.close());

  const statusFor = async (forwarded: string): Promise<number> =>
    (
      await fetch(`${platform.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        body: JSON.stringify({ query: '{ __typename }' }),
      })
    ).status;

  it('are told apart by the address the proxy saw, whatever they claim', async () => {
    const network = Math.floor(Math.random() * 250);
    for (let call = 0; call < 10; call++) expect(await statusFor(`10.0.0.${call}, 198.51.100.${network}`)).toBe(200);
    expect(await statusFor(`10.9.9.9, 198.51.100.${network}`)).toBe(429);
    expect(await statusFor(`10.9.9.9, 203.0.113.${network}`)).toBe(200);
  });
});
