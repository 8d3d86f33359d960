import { createHash } from 'node:crypto';
import { Principal, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { tracesOf } from '../../../test/support/programme';
import { bureau, outcome } from '../../../test/support/programme-world';
import { RoundLotOrigin } from './domain/round-lot';
import { RoundStatus } from './domain/round-status';
import { RoundTown } from './testing/round-town';

/** The worker compiles its thread's sources when tests run; a busy machine takes its time. */
jest.setTimeout(90_000);

const NUMBERS = '03 08 17+07';
const sum = (text: string | null) => createHash('sha256').update(String(text)).digest('hex');

describe('the lot of a round', () => {
  let town: RoundTown;
  beforeAll(async () => {
    town = await RoundTown.start();
  });
  afterAll(() => town.close());
  beforeEach(() => town.dataSource.query('UPDATE matching_round SET active = NULL'));

  const lot = async (id: number) => town.lots.lotOf(await town.round(id));
  const enter = (id: number, value = NUMBERS, by?: Principal) => outcome(town.enterDraw(id, value, by));
  /** Open, frozen, and with the day of the draw come by itself. */
  async function frozen(more: object = {}): Promise<number> {
    const { id } = await town.open(more);
    town.later(3);
    await town.upkeep.run();
    expect((await town.round(id)).status).toBe(RoundStatus.CLOSED);
    return id;
  }

  it('is committed to at the opening, drawn by two after the ranks are frozen, and recomputed by anybody', async () => {
    const id = await frozen();
    const before = await lot(id);
    expect(before).toMatchObject({ origin: RoundLotOrigin.PUBLIC_DRAW, seed: null, secret: null, isEntered: false });
    expect(before.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(await enter(id)).toBe('OK');
    expect(await lot(id)).toMatchObject({ isEntered: true, drawValue: null, secret: null, seed: null });
    expect(await enter(id, '０３　08 17＋07 ', town.colleague)).toBe('OK');
    const { secret, seed, drawValue, commitment } = await lot(id);
    expect(drawValue).toBe(NUMBERS);
    expect(commitment).toBe(before.commitment);
    expect(sum(secret)).toBe(commitment);
    expect(sum(`${secret}/${NUMBERS}`)).toBe(seed);
  });

  it('is not for one person, nor for a program', async () => {
    const id = await frozen();
    expect(await enter(id)).toBe('OK');
    expect(await enter(id)).toBe('OK');
    expect((await lot(id)).seed).toBeNull();
    const { revision } = await town.round(id);
    const program = { ...town.officer, userId: null };
    expect(await outcome(town.as(program, () => town.lots.enter(program, id, revision, NUMBERS)))).toBe(
      'ROUND_DRAW_BY_PERSONS',
    );
  });

  it('waits for another person again when the numbers differ', async () => {
    const id = await frozen();
    await enter(id, '1 2 3');
    await enter(id, NUMBERS, town.colleague);
    expect((await lot(id)).seed).toBeNull();
    await enter(id, NUMBERS, town.colleague);
    expect((await lot(id)).seed).toBeNull();
    const { audit } = await tracesOf(town.dataSource, () => town.enterDraw(id, NUMBERS));
    expect(audit.map(({ action }) => action)).toEqual(['matching.drawLot']);
    expect((await lot(id)).drawValue).toBe(NUMBERS);
  });

  it('is drawn once', async () => {
    const id = await frozen();
    await enter(id);
    await enter(id, NUMBERS, town.colleague);
    const { seed } = await lot(id);
    for (const by of [town.officer, town.colleague]) expect(await enter(id, '9 9 9', by)).toBe('ROUND_LOT_KNOWN');
    expect((await lot(id)).seed).toBe(seed);
  });

  it('is not drawn early: not while ranks may change, not before the day', async () => {
    const { id } = await town.open();
    expect(await enter(id)).toBe('ROUND_DRAW_NOT_DUE');
    await town.freeze(id);
    expect(await enter(id)).toBe('ROUND_DRAW_TOO_EARLY');
    town.later(3);
    expect(await enter(id, 'abc')).toBe('ROUND_DRAW_VALUE_INVALID');
    const stranger = bureau('3201');
    const { revision } = await town.round(id);
    expect(await outcome(town.as(stranger, () => town.lots.enter(stranger, id, revision, NUMBERS)))).toBe(
      'ROUND_NOT_FOUND',
    );
    expect(await enter(id)).toBe('OK');
  });

  it('must be there before a pass is run', async () => {
    const id = await frozen();
    expect(await outcome(town.request(id))).toBe('ROUND_LOT_NOT_DRAWN');
    await enter(id);
    expect(await outcome(town.request(id))).toBe('ROUND_LOT_NOT_DRAWN');
    await enter(id, NUMBERS, town.colleague);
    expect(await outcome(town.request(id))).toBe('ROUND_EMPTY');
  });

  it('is in no table in clear, in no entry of the audit, before it is drawn', async () => {
    const { audit } = await tracesOf(town.dataSource, async () => void (await frozen()));
    const [row] = (await town.dataSource.query(
      'SELECT lot_secret AS secret, lot_commitment AS commitment FROM matching_round ORDER BY id DESC LIMIT 1',
    )) as [{ secret: string; commitment: string }];
    expect(row.secret).toMatch(/^\w+\.\w+:/);
    expect(sum(row.secret)).not.toBe(row.commitment);
    expect(JSON.stringify(audit)).not.toContain('secret');
  });

  it('is inherited by the next round when a round is cancelled with its lot known: no second draw', async () => {
    const id = await frozen();
    await enter(id);
    await enter(id, NUMBERS, town.colleague);
    const { seed, secret, commitment } = await lot(id);
    await town.cancel(id);
    for (const regionPrefix of ['3204', '320411']) {
      const next = await town.draftNext({ regionPrefix });
      expect(await lot(next.id)).toMatchObject({ origin: 'INHERITED', inheritedFromId: id, seed, secret, commitment });
      await town.as(town.officer, () => town.rounds.open(town.officer, next.id, next.revision));
      expect((await lot(next.id)).seed).toBe(seed);
      await town.cancel(next.id);
    }
    const other = await town.draftNext({ graduationYear: 2027 });
    expect(other.seed).toBeNull();
  });

  it('is a new one after a round that came to its end, or was cancelled blind', async () => {
    await town.dataSource.query("UPDATE matching_round SET lot_origin = 'AT_CREATION'");
    const blind = await frozen();
    await enter(blind);
    await town.cancel(blind);
    const next = await town.draftNext();
    expect([next.seed, next.lotOrigin]).toEqual([null, RoundLotOrigin.PUBLIC_DRAW]);
    await town.dataSource.query(
      "UPDATE matching_round SET status = 'FINISHED', seed = 's', active = NULL WHERE id = ?",
      [next.id],
    );
    expect((await town.draftNext()).seed).toBeNull();
  });

  it('is of one round of a region and year at a time, also when ten are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => outcome(town.draftNext())));
    expect(made.filter((code) => code === 'OK')).toHaveLength(1);
    expect(new Set(made)).toEqual(new Set(['OK', 'ROUND_GOING_ON']));
    expect(await outcome(town.draftNext({ regionPrefix: '320411' }))).toBe('ROUND_GOING_ON');
    expect(await outcome(town.draftNext({ graduationYear: 2027 }))).toBe('OK');
  });

  it('of a round of before keeps its mark, and such a round opens as it did', async () => {
    const { id, revision } = await town.draft();
    await town.dataSource.query("UPDATE matching_round SET seed = 'before', lot_origin = 'AT_CREATION' WHERE id = ?", [
      id,
    ]);
    await town.as(town.officer, () => town.rounds.open(town.officer, id, revision));
    await town.freeze(id);
    expect(await lot(id)).toMatchObject({ origin: 'AT_CREATION', seed: 'before', secret: null, commitment: null });
    expect(await enter(id)).toBe('ROUND_LOT_KNOWN');
    expect(SYSTEM_PRINCIPAL.userId).toBeNull();
  });
});
