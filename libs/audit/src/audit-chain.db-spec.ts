import { FixedClock, SYSTEM_PRINCIPAL, SigningKey } from '@sxbq/kernel';
import {
  ClockCheck,
  Config,
  CONFIG,
  Metrics,
  newRequestContext,
  runInContext,
  SnapshotReader,
  UnitOfWork,
} from '@sxbq/platform';
import { randomBytes } from 'node:crypto';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { AuditChain, AuditModule, AuditTrail, breachText, Sealer } from './index';
import { AuditVerificationRepository } from './persistence/audit-verification.repository';
import { HeadSigner } from './sealing/head-signer';
import { SealerDatabase } from './persistence/sealer-database';
import { ChainVerifier } from './verification/chain-verifier';
import { NightlyVerification } from './worker/nightly-verification';

const DAY_MS = 86_400_000;
/** 11:00 in Shanghai. */
const START = new Date('2026-03-02T03:00:00.000Z');

describe('the chain over the audit', () => {
  let services: TestServices;
  let chain: AuditChain;
  let sealer: Sealer;
  const clock = new FixedClock(START);

  beforeAll(async () => {
    services = await startTestServices([AuditModule], clock);
    chain = services.app.get(AuditChain);
    sealer = services.app.get(Sealer);
  });
  beforeEach(async () => {
    await services.empty();
    sealer.lookAtAll();
    clock.set(START);
  });
  afterAll(() => services.close());

  const record = (count: number, action = 'agreements.file') =>
    runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
      services.app.get(UnitOfWork).run(async (tx) => {
        const trail = services.app.get(AuditTrail);
        for (let n = 1; n <= count; n++) {
          await trail.record(tx, { action, objectType: 'Agreement', objectId: n, after: { code: `协议 ${n}`, n } });
        }
      }),
    );
  const clocks = (): ClockCheck => services.app.get(ClockCheck);
  const laterBy = (ms: number): void => clock.set(new Date(clock.now().getTime() + ms));
  const entryIds = async (): Promise<number[]> =>
    ((await services.owner.query('SELECT id FROM audit_entry ORDER BY id')) as { id: number }[]).map(({ id }) => id);
  const verdict = async (kept?: string): Promise<string> => {
    const { breach } = await chain.verify({}, kept);
    return breach ? breachText(breach) : 'intact';
  };

  /** Two days of five entries each, both closed and signed. */
  const twoDays = async (): Promise<number[]> => {
    for (let day = 0; day < 2; day++) {
      await record(5);
      await sealer.run();
      laterBy(DAY_MS);
    }
    await sealer.run();
    return entryIds();
  };

  it('chains each day from its beginning and signs it when it is over', async () => {
    await twoDays();
    const report = await chain.verify();
    expect(report).toMatchObject({ intact: true, entryCount: 10, headCount: 2, lateCount: 0 });
    expect([report.firstDay, report.lastDay]).toEqual(['2026-03-02', '2026-03-03']);
    expect(await chain.heads()).toMatchObject([
      { number: 1, day: '2026-03-02', final: true, entryCount: 5, previousHash: '0'.repeat(64), keyId: 'test' },
      { number: 2, day: '2026-03-03', final: true, entryCount: 5 },
    ]);
  });

  it('takes entries by the day in Shanghai on which they happened', async () => {
    clock.set(new Date('2026-03-02T15:59:59.999Z'));
    await record(1);
    laterBy(1);
    await record(1);
    await sealer.run({ signNow: true });
    expect((await chain.heads()).map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
  });

  it('passes over no entry whose transaction commits after later ones', async () => {
    const trail = services.app.get(AuditTrail);
    let finish: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (finish = resolve));
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    const slow = services.app.get(UnitOfWork).run(async (tx) => {
      await trail.record(tx, { action: 'slow.act', objectType: 'Agreement' });
      begun();
      await waiting;
    });
    await started;
    await record(3);
    expect(await sealer.run()).toEqual({ sealed: 3, heads: 0 });
    finish();
    await slow;
    expect(await sealer.run()).toEqual({ sealed: 1, heads: 0 });
    expect(await chain.verify()).toMatchObject({ intact: true, entryCount: 4 });
  });

  it('takes an entry that comes after its day was closed into the chain of today, and counts it', async () => {
    await twoDays();
    await services.owner.query(
      `INSERT INTO audit_entry (occurred_at, actor_role, action, object_type, result, correlation_id)
       VALUES ('2026-03-02 03:00:00', 'SYSTEM', 'late.act', 'Agreement', 'DONE', '')`,
    );
    expect(await sealer.run()).toEqual({ sealed: 1, heads: 0 });
    expect(await chain.verify()).toMatchObject({ intact: true, entryCount: 11, lateCount: 1 });
  });

  it('lets one sealer work at a time', async () => {
    await record(50);
    const reports = await Promise.all([sealer.run(), sealer.run()]);
    expect(reports.filter((report) => report !== null)).toEqual([{ sealed: 50, heads: 0 }]);
  });

  describe('when the signing key is replaced', () => {
    const config = (): Config => services.app.get<Config>(CONFIG);
    const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
    const sealerWith = (key: string): Sealer => {
      const settings = { ...config(), AUDIT_SIGNING_KEY: key };
      return new Sealer(
        settings,
        services.app.get(SealerDatabase),
        new HeadSigner(settings, clock, clocks()),
        clock,
        clocks(),
      );
    };
    const verifierWith = (settings: Partial<Config>): ChainVerifier =>
      new ChainVerifier({ ...config(), ...settings }, services.app.get(SnapshotReader), clock);

    it('verifies older heads by the keys they were signed with', async () => {
      await twoDays();
      await record(1);
      await sealerWith(newKey('second')).run({ signNow: true });
      expect((await chain.heads()).map(({ keyId }) => keyId)).toEqual(['test', 'test', 'second']);
      expect(await chain.verify()).toMatchObject({ intact: true, headCount: 3 });
    });

    it('believes configured public keys alone, once there are any', async () => {
      await twoDays();
      const key = new SigningKey(config().AUDIT_SIGNING_KEY as string);
      const believed = { AUDIT_SIGNING_KEY: undefined, AUDIT_PUBLIC_KEYS: `test:${key.publicKey.toString('base64')}` };
      expect(await verifierWith(believed).verify()).toMatchObject({ intact: true });
      const other = { AUDIT_SIGNING_KEY: undefined, AUDIT_PUBLIC_KEYS: newKey('other') };
      expect(await verifierWith(other).verify()).toMatchObject({ breach: { kind: 'HEAD_KEY_UNKNOWN', headNumber: 1 } });
    });

    it('refuses another key under an id that was used', async () => {
      await twoDays();
      await record(1);
      await expect(sealerWith(newKey('test')).run({ signNow: true })).rejects.toMatchObject({
        code: 'AUDIT_KEY_REUSED',
      });
      expect(await chain.heads()).toHaveLength(2);
    });
  });

  describe('names the first row that was tampered with (assurance D2)', () => {
    let ids: number[];
    beforeEach(async () => {
      ids = await twoDays();
      expect(await verdict()).toBe('intact');
    });
    const tamper = (sql: string, params: unknown[] = []) => services.owner.query(sql, params);

    it.each([
      ["object_id = '99'"],
      ['changes = JSON_SET(changes, "$.n[1]", 7)'],
      ['occurred_at = occurred_at + INTERVAL 1 MICROSECOND'],
      ["actor_role = 'SCHOOL'"],
      ['actor_membership_id = 3'],
      ["address = '10.0.0.1'"],
      ["result = 'REFUSED'"],
    ])('an entry changed: %s', async (change) => {
      await tamper(`UPDATE audit_entry SET ${change} WHERE id = ?`, [ids[2]]);
      expect(await verdict()).toBe(`记录被改动：日期 2026-03-02，链中第 3 环，记录编号 ${ids[2]}`);
    });

    it('an entry deleted', async () => {
      await tamper('DELETE FROM audit_entry WHERE id = ?', [ids[6]]);
      expect(await verdict()).toBe(`记录被删除：日期 2026-03-03，链中第 2 环，记录编号 ${ids[6]}`);
    });

    it('an entry deleted together with its link', async () => {
      await tamper('DELETE FROM audit_entry WHERE id = ?', [ids[3]]);
      await tamper('DELETE FROM audit_link WHERE entry_id = ?', [ids[3]]);
      expect(await verdict()).toBe('链中缺少一环：日期 2026-03-02，链中第 4 环');
    });

    it('the end of a day cut off', async () => {
      await tamper('DELETE FROM audit_entry WHERE id = ?', [ids[4]]);
      await tamper('DELETE FROM audit_link WHERE entry_id = ?', [ids[4]]);
      expect(await verdict()).toBe('链中缺少一环：日期 2026-03-02，链中第 5 环');
    });

    it('all entries of a day deleted', async () => {
      await tamper('DELETE FROM audit_entry WHERE id >= ?', [ids[5]]);
      await tamper("DELETE FROM audit_link WHERE day = '2026-03-03'");
      expect(await verdict()).toBe('链中缺少一环：日期 2026-03-03，链中第 1 环');
    });

    it('an entry inserted and never sealed', async () => {
      await tamper(
        `INSERT INTO audit_entry (occurred_at, actor_role, action, object_type, result, correlation_id)
         VALUES ('2026-03-02 05:00:00', 'SYSTEM', 'agreements.file', 'Agreement', 'DONE', '')`,
      );
      const [stray] = (await entryIds()).slice(-1);
      expect(await verdict()).toBe(`有未经封存插入的记录：日期 2026-03-02，记录编号 ${stray}`);
    });

    it('an entry inserted with a link of its own', async () => {
      await tamper(
        "UPDATE audit_link SET position = position + 1 WHERE day = '2026-03-02' ORDER BY position DESC LIMIT 3",
      );
      await tamper(
        `INSERT INTO audit_entry (id, occurred_at, actor_role, action, object_type, result, correlation_id)
         VALUES (4000000, '2026-03-02 05:00:00', 'SYSTEM', 'agreements.file', 'Agreement', 'DONE', '')`,
      );
      await tamper("INSERT INTO audit_link VALUES ('2026-03-02', 3, 4000000, REPEAT('x', 32))");
      expect(await verdict()).toBe('有未经封存插入的记录：日期 2026-03-02，链中第 3 环，记录编号 4000000');
    });

    it('a link added to a day that was closed', async () => {
      await tamper("INSERT INTO audit_link VALUES ('2026-03-02', 6, 4000000, REPEAT('x', 32))");
      await tamper(
        'INSERT INTO audit_entry SELECT 4000000, e.occurred_at, e.actor_role, e.actor_user_id, e.actor_organisation_id, e.actor_session_id, e.action, e.object_type, e.object_id, e.changes, e.details, e.result, e.correlation_id, e.address, NULL, NULL FROM audit_entry e WHERE id = ?',
        [ids[0]],
      );
      expect(await verdict()).toMatch('2026-03-02，链中第 6 环，记录编号 4000000');
    });

    it('two entries in each other’s place', async () => {
      await tamper('UPDATE audit_link SET entry_id = 4000000 WHERE entry_id = ?', [ids[1]]);
      await tamper('UPDATE audit_link SET entry_id = ? WHERE entry_id = ?', [ids[1], ids[3]]);
      await tamper('UPDATE audit_link SET entry_id = ? WHERE entry_id = 4000000', [ids[3]]);
      expect(await verdict()).toBe(`记录的先后被调换：日期 2026-03-02，链中第 2 环，记录编号 ${ids[3]}`);
    });

    it('two links in each other’s place', async () => {
      const move = (from: number, to: number) =>
        tamper("UPDATE audit_link SET position = ? WHERE day = '2026-03-02' AND position = ?", [to, from]);
      await move(2, 99);
      await move(3, 2);
      await move(99, 3);
      expect(await verdict()).toBe(`记录的先后被调换：日期 2026-03-02，链中第 2 环，记录编号 ${ids[2]}`);
    });

    it('a chain written anew after a change: it no longer ends where its head says', async () => {
      await tamper("UPDATE audit_entry SET object_id = '99' WHERE id = ?", [ids[2]]);
      await tamper("DELETE FROM audit_link WHERE day = '2026-03-02'");
      const heads = (await services.owner.query('SELECT * FROM audit_head')) as unknown[];
      await tamper('DELETE FROM audit_head');
      clock.set(START);
      sealer.lookAtAll();
      const keyless = { AUDIT_SIGNING_KEY: undefined };
      await new Sealer(
        keyless,
        services.app.get(SealerDatabase),
        new HeadSigner(keyless, clock, clocks()),
        clock,
        clocks(),
      ).run();
      for (const head of heads) await tamper('INSERT INTO audit_head SET ?', [head]);
      clock.set(new Date(START.getTime() + 2 * DAY_MS));
      expect(await verdict()).toBe(`链被重写，与已签名的链头不符：日期 2026-03-02，链中第 5 环，记录编号 ${ids[4]}`);
    });

    it('a head removed, from between and from the end', async () => {
      await tamper('DELETE FROM audit_head WHERE number = 1');
      expect(await verdict()).toBe('缺少链头：链头 1');
      await tamper('DELETE FROM audit_head');
      expect(await verdict()).toBe('缺少链头：日期 2026-03-02');
    });

    it('a head changed, or signed by somebody else', async () => {
      await tamper('UPDATE audit_head SET entry_count = 4 WHERE number = 1');
      expect(await verdict()).toBe('链头的签名不正确：日期 2026-03-02，链头 1');
      await tamper("UPDATE audit_head SET entry_count = 5, key_id = 'other' WHERE number = 1");
      expect(await verdict()).toBe('没有核验链头所用的公钥：日期 2026-03-02，链头 1');
    });

    it('everything of the last day removed: told by a copy of the heads kept elsewhere', async () => {
      const kept = JSON.stringify({ heads: await chain.heads() });
      expect(await verdict(kept)).toBe('intact');
      await tamper('DELETE FROM audit_entry WHERE id >= ?', [ids[5]]);
      await tamper("DELETE FROM audit_link WHERE day = '2026-03-03'");
      await tamper('DELETE FROM audit_head WHERE number = 2');
      expect(await verdict()).toBe('intact');
      expect(await verdict(kept)).toBe('缺少链头：日期 2026-03-03，链头 2');
    });

    it('the whole audit sealed anew: told by the copy as well, which must be a copy of heads', async () => {
      const kept = JSON.stringify({ heads: await chain.heads() });
      for (const table of ['audit_link', 'audit_head']) await tamper(`DELETE FROM ${table}`);
      await tamper("UPDATE audit_entry SET object_id = '99' WHERE id = ?", [ids[2]]);
      sealer.lookAtAll();
      await sealer.run();
      expect(await verdict()).toBe('intact');
      expect(await verdict(kept)).toBe('链头不衔接或与留存的不同：日期 2026-03-02，链头 1');
      await expect(chain.verify({}, 'no heads')).rejects.toMatchObject({ code: 'AUDIT_HEADS_UNREADABLE' });
    });

    it('and the nightly verification keeps the result and raises the alarm', async () => {
      const nightly = new NightlyVerification(
        services.app.get(Metrics),
        { error: () => undefined } as never,
        clock,
        sealer,
        services.app.get(ChainVerifier),
        services.app.get(SealerDatabase),
        services.app.get(AuditVerificationRepository),
      );
      expect(await nightly.run()).toMatchObject({ intact: true, entryCount: 10 });
      await tamper('DELETE FROM audit_entry WHERE id = ?', [ids[6]]);
      await nightly.run();
      expect(await chain.lastVerification()).toMatchObject({ intact: false, breach: { kind: 'ENTRY_DELETED' } });
      expect(await services.app.get(Metrics).registry.metrics()).toContain('sxbq_audit_broken 1');
    });
  });
});
