import { WebSocket } from 'ws';
import { bureauUsers } from '../support/bureau-users';
import { Platform, startPlatform } from '../support/platform';

describe("what another site's page asks for (S6)", () => {
  let platform: Platform;
  let token: string;

  beforeAll(async () => {
    platform = await startPlatform();
    [token = ''] = await bureauUsers(platform, 'officer');
  });
  afterAll(() => platform.close());

  const cookie = (): string => `sxbq-development=${token}`;
  const send = (path: string, options: RequestInit & { headers?: Record<string, string> }): Promise<Response> =>
    fetch(`${platform.url}${path}`, { ...options, headers: { cookie: cookie(), ...options.headers } });
  const ME = '{ me { username } }';
  const json = { 'content-type': 'application/json' };
  const FOREIGN = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
  ];

  it.each(
    FOREIGN.flatMap((foreign) => [
      {
        what: 'a query',
        path: '/graphql',
        method: 'POST',
        body: JSON.stringify({ query: ME }),
        headers: { ...json, ...foreign },
      },
      {
        what: 'a file',
        path: '/ledgers/files',
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'multipart/form-data; boundary=x', ...foreign },
      },
      { what: 'a path that does not exist', path: '/nowhere', method: 'DELETE', headers: foreign },
      {
        what: 'a query in an address',
        path: `/graphql?query=${encodeURIComponent(ME)}`,
        method: 'GET',
        headers: { 'apollo-require-preflight': '1', ...foreign },
      },
      { what: 'a download', path: '/ledgers/export.xlsx', method: 'GET', headers: foreign },
    ]),
  )('$method $what is refused with $headers', async ({ path, what: _what, ...options }) => {
    const response = await send(path, options as never);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'CROSS_SITE_REQUEST', kind: 'FORBIDDEN' } });
  });

  it.each([
    ['text/plain', JSON.stringify({ query: ME })],
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(ME)}`],
    [
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="query"\r\n\r\n${ME}\r\n--b--\r\n`,
    ],
  ])('a form of the type %s asks nothing, whatever page it is on', async (type, body) => {
    const response = await send('/graphql', { method: 'POST', body, headers: { 'content-type': type } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toContain('officer');
  });

  it('a plain link asks nothing', async () => {
    expect((await send(`/graphql?query=${encodeURIComponent(ME)}`, {})).status).toBe(400);
  });

  it.each(FOREIGN)('a socket is not opened with %j', async (headers) => {
    const status = await new Promise<number>((resolve) => {
      const socket = new WebSocket(`${platform.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        headers: { cookie: cookie(), ...headers },
      });
      socket.on('unexpected-response', (request, response) => {
        request.destroy();
        resolve(response.statusCode ?? 0);
      });
      socket.on('open', () => resolve(101));
      socket.on('error', () => undefined);
    });
    expect(status).toBe(403);
  });

  it('its own page is answered, and no answer is kept by anybody', async () => {
    const response = await send('/graphql', {
      method: 'POST',
      body: JSON.stringify({ query: ME }),
      headers: { ...json, origin: platform.url, 'sec-fetch-site': 'same-origin' },
    });
    expect(await response.json()).toEqual({ data: { me: { username: 'officer' } } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('every answer tells the browser to keep to itself', async () => {
    for (const path of ['/livez', '/graphql', '/nowhere', '/ledgers/template.xlsx']) {
      const { headers } = await send(path, {});
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/);
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
