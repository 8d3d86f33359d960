import { ApplicationsService, ApplicationStatus } from '@sxbq/placement';
import { PersonErasure, UnitOfWork } from '@sxbq/platform';
import { outcome } from '../../../test/support/programme-world';
import { MatchStatus } from './domain/round-status';
import { RoundPersonalData } from './persistence/round-personal-data';
import { RoundTown } from './testing/round-town';

/** The worker compiles its thread's sources when tests run; a busy machine takes its time. */
jest.setTimeout(90_000);

describe('answers beside ordinary applications', () => {
  let town: RoundTown;
  let applications: ApplicationsService;
  beforeAll(async () => {
    town = await RoundTown.start();
    applications = town.service(ApplicationsService);
  });
  afterAll(() => town.close());

  const count = (codes: readonly string[], code: string): number => codes.filter((other) => other === code).length;

  async function offeredOutside(graduate: number, posting: number) {
    const sent = await town.as(town.school, () => applications.apply(town.school, graduate, posting));
    const met = await town.as(town.firm, () => applications.interview(town.firm, sent.id, sent.revision));
    return town.as(town.firm, () => applications.offer(town.firm, met.id, met.revision, 7));
  }

  it('give the last place to one of those who say yes at the same moment, in the round or outside of it', async () => {
    const { id } = await town.open();
    const posting = await town.posting({ heads: 4 });
    await town.offer(id, posting, 4);
    const inside = await Promise.all([1, 2, 3, 4].map(() => town.joined(id, [posting])));
    const outside = await Promise.all([1, 2, 3, 4].map(() => town.graduate()));
    const offers = await Promise.all(outside.map((graduate) => offeredOutside(graduate, posting)));
    await town.runAndPublish(id);
    const answers = await Promise.all([
      ...inside.map((graduate) => outcome(town.confirm(id, graduate))),
      ...offers.map(({ id: of, revision }) =>
        outcome(town.as(town.school, () => applications.accept(town.school, of, revision))),
      ),
    ]);
    expect([count(answers, 'OK'), count(answers, 'POSTING_FULL')]).toEqual([4, 4]);
    expect(await town.taken(posting)).toBe(4);
    const [row] = (await town.dataSource.query(
      "SELECT COUNT(*) AS accepted FROM application WHERE job_posting_id = ? AND status = 'ACCEPTED'",
      [posting],
    )) as [{ accepted: number }];
    expect(Number(row.accepted)).toBe(4);
  });

  it('leave a graduate with one accepted offer, whichever yes is first', async () => {
    const { id } = await town.open();
    const posting = await town.offered(id);
    const graduate = await town.joined(id, [posting]);
    const elsewhere = await town.posting({ heads: 1 });
    const offer = await offeredOutside(graduate, elsewhere);
    await town.runAndPublish(id);
    const answers = await Promise.all([
      outcome(town.confirm(id, graduate)),
      outcome(town.as(town.school, () => applications.accept(town.school, offer.id, offer.revision))),
    ]);
    expect(count(answers, 'OK')).toBe(1);
    expect((await town.taken(posting)) + (await town.taken(elsewhere))).toBe(1);
  });

  it('end an application of the same pair, and a place given back goes into the next pass without the two', async () => {
    const { id } = await town.open();
    const posting = await town.offered(id);
    const graduate = await town.joined(id, [posting]);
    const next = await town.joined(id, [posting]);
    await town.rank(id, posting, [graduate, next]);
    const sent = await town.as(town.school, () => applications.apply(town.school, graduate, posting));
    await town.runAndPublish(id);
    const [result] = await town.confirm(id, graduate);
    expect((await applications.get(town.school, sent.id)).status).toBe(ApplicationStatus.WITHDRAWN);
    const accepted = await applications.get(town.school, result!.applicationId!);
    expect(accepted).toMatchObject({ status: ApplicationStatus.ACCEPTED, origin: 'ROUND' });
    const events = (await applications.events([accepted.id])).get(accepted.id) ?? [];
    expect(events.map(({ toStatus, side }) => `${toStatus} ${side}`)).toEqual([
      'OFFERED ENTERPRISE',
      'ACCEPTED GRADUATE',
    ]);
    await town.as(town.school, () => applications.withdraw(town.school, accepted.id, accepted.revision, '家中有事'));
    const pass = await town.run(id);
    expect(await town.matches(pass.id)).toEqual([
      { graduate, posting: null, status: MatchStatus.UNPLACED },
      { graduate: next, posting, status: MatchStatus.PROPOSED },
    ]);
  });

  it('of a person are found and erased: no wish, no rank, nothing that waits', async () => {
    const { id } = await town.open();
    const posting = await town.offered(id);
    const graduate = await town.joined(id, [posting]);
    await town.rank(id, posting, [graduate]);
    await town.runAndPublish(id);
    const [{ key: personKey }] = (await town.dataSource.query('SELECT person_key AS `key` FROM graduate WHERE id = ?', [
      graduate,
    ])) as [{ key: string }];
    const source = town.service(RoundPersonalData);
    const identity = { personKey } as PersonErasure['identity'];
    expect(await source.find(identity)).toMatchObject([
      { id, values: { 结果: expect.stringContaining('PROPOSED') as string } },
    ]);
    const erasure = { identity, pseudonym: 'nobody' } as PersonErasure;
    await town.service(UnitOfWork).run((tx) => source.erase(tx, erasure));
    expect(await town.result(id, graduate)).toMatchObject({
      status: MatchStatus.WITHDRAWN,
      refusals: [],
      reason: null,
    });
    expect(await town.graduates.wishesByKey(town.school, [`${id}/${graduate}`])).toEqual(
      new Map([[`${id}/${graduate}`, []]]),
    );
  });
});
