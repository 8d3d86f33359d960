import { EnterprisesService } from '@sxbq/enterprises';
import { LedgerExportService } from '@sxbq/ledgers';
import { connect, Socket } from 'node:net';
import { DataSource } from 'typeorm';
import { bureauUsers } from '../support/bureau-users';
import { Platform, startPlatform } from '../support/platform';

const POOL = 2;
/** Statements get two thirds of it, headers all of it, a body four times as long. */
const REQUEST_TIMEOUT_MS = 3_000;

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: number;
  readonly ms: number;
}

describe('what takes too long', () => {
  let platform: Platform;
  let token: string;

  beforeAll(async () => {
    platform = await startPlatform(undefined, {
      REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS),
      DATABASE_POOL_SIZE: String(POOL),
    });
    [token = ''] = await bureauUsers(platform, 'officer');
  });
  afterAll(() => platform.close());
  afterEach(() => jest.restoreAllMocks());

  const ask = async (query: string): Promise<Answer> => {
    const started = Date.now();
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const reply = (await response.json()) as {
      error?: { code: string };
      errors?: { extensions: { code: string } }[];
    };
    return {
      status: response.status,
      code: reply.error?.code ?? reply.errors?.[0]?.extensions.code,
      retryAfter: Number(response.headers.get('retry-after')),
      ms: Date.now() - started,
    };
  };
  const answerWith = (work: () => Promise<unknown>): void => {
    jest.spyOn(platform.api.get(EnterprisesService, { strict: false }), 'list').mockImplementation(work as never);
  };

  describe('in the database (G4)', () => {
    it('is ended before the request is, answered with a code, and its connection serves on', async () => {
      const source = platform.api.get(DataSource);
      answerWith(() => source.query('SELECT SLEEP(20)'));
      const slow = await Promise.all(Array.from({ length: POOL + 1 }, () => ask('{ enterprises { total } }')));
      expect(slow).toMatchObject(slow.map(() => ({ status: 503, retryAfter: expect.any(Number) as number })));
      expect(slow.map(({ code }) => code)).toContain('STATEMENT_TIMEOUT');
      jest.restoreAllMocks();
      expect(await ask('{ enterprises { total } }')).toMatchObject({ status: 200, code: undefined });
    });

    it('is ended in a transaction, too, which leaves nothing behind', async () => {
      const source = platform.api.get(DataSource);
      answerWith(() =>
        source.transaction(async (tx) => {
          await tx.query("INSERT INTO inbox_message (consumer, message_id, processed_at) VALUES ('slow', '1', NOW())");
          await tx.query('SELECT SLEEP(20)');
        }),
      );
      expect(await ask('{ enterprises { total } }')).toMatchObject({ status: 503, code: 'STATEMENT_TIMEOUT' });
      const rows = 'SELECT message_id FROM inbox_message WHERE consumer = ?';
      expect(await source.query(rows, ['slow'])).toEqual([]);
    });

    it('a pool without a free connection: 503 and when to come again in less than 2 s, served as soon as one is free', async () => {
      const runners = Array.from({ length: POOL }, () => platform.api.get(DataSource).createQueryRunner());
      for (const runner of runners) await runner.connect();
      const refused = await Promise.all([ask('{ me { id } }'), ask('{ enterprises { total } }')]);
      for (const runner of runners) await runner.release();
      for (const { status, code, retryAfter, ms } of refused) {
        expect({ status, code, retryAfter }).toEqual({ status: 503, code: 'SERVICE_BUSY', retryAfter: 2 });
        expect(ms).toBeLessThan(2_000);
      }
      const after = await Promise.all(Array.from({ length: 5 }, () => ask('{ enterprises { total } }')));
      expect(after).toMatchObject(after.map(() => ({ status: 200, code: undefined })));
    });
  });

  it('a handler that never answers is answered for', async () => {
    answerWith(() => new Promise(() => undefined));
    const answer = await ask('{ enterprises { total } }');
    expect(answer).toMatchObject({ status: 503, code: 'REQUEST_TIMEOUT', retryAfter: 5 });
    expect(answer.ms).toBeLessThan(REQUEST_TIMEOUT_MS + 1_000);
  });

  it('a handler that answers after its time does no harm', async () => {
    answerWith(
      () => new Promise((resolve) => setTimeout(() => resolve({ items: [], total: 0 }), REQUEST_TIMEOUT_MS + 500)),
    );
    expect(await ask('{ enterprises { total } }')).toMatchObject({ status: 503, code: 'REQUEST_TIMEOUT' });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    jest.restoreAllMocks();
    expect(await ask('{ enterprises { total } }')).toMatchObject({ status: 200, code: undefined });
  });

  it('a fault in an HTTP handler leaks nothing (G3)', async () => {
    const exports = platform.api.get(LedgerExportService, { strict: false });
    jest.spyOn(exports, 'writeTemplate').mockRejectedValue(new Error("SELECT secret FROM user WHERE name = 'x'"));
    const response = await fetch(`${platform.url}/ledgers/template.xlsx`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/SELECT|secret|at .*\.ts/);
    expect(JSON.parse(text)).toMatchObject({
      error: {
        code: 'INTERNAL_ERROR',
        message: expect.stringContaining('系统内部错误') as string,
        correlationId: response.headers.get('x-correlation-id'),
      },
    });
  });

  describe('of clients that send slowly', () => {
    /** Sends `start` and then a byte ten times a second until the server closes; milliseconds that took. */
    const drip = (start: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(platform.url);
        const started = Date.now();
        const socket: Socket = connect({ host: hostname, port: Number(port) }, () => socket.write(start));
        const timer = setInterval(() => socket.write('x'), 100);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          clearInterval(timer);
          resolve(Date.now() - started);
        });
        setTimeout(() => {
          socket.destroy();
          reject(new Error('still open'));
        }, REQUEST_TIMEOUT_MS * 8).unref();
      });

    it.each([
      ['a header', 'POST /graphql HTTP/1.1\r\nhost: x\r\nx-slow: ', REQUEST_TIMEOUT_MS],
      [
        'a body',
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{',
        REQUEST_TIMEOUT_MS * 4,
      ],
      [
        'a file',
        'POST /ledgers/files HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n--b\r\n',
        REQUEST_TIMEOUT_MS * 4,
      ],
    ])('closes on a hundred that drip %s, and serves others meanwhile', async (_what, start, limit) => {
      const closing = Promise.all(Array.from({ length: 100 }, () => drip(start)));
      const others = await Promise.all(Array.from({ length: 10 }, () => ask('{ enterprises { total } }')));
      expect(others).toMatchObject(others.map(() => ({ status: 200, code: undefined })));
      expect(Math.max(...(await closing))).toBeLessThan(limit + 3_000);
    });
  });
});
