import { outcome } from '../../../test/support/programme-world';
import { MatchStatus, PassStatus, RoundStatus } from './domain/round-status';
import { proceedRoundPassJob } from './jobs/rounds.queue';
import { RoundPassesRepository } from './persistence/round-passes.repository';
import { NOW, RoundTown, until } from './testing/round-town';

/** The worker compiles its thread's sources when tests run; a busy machine takes its time. */
jest.setTimeout(90_000);

const { PROPOSED, CONFIRMED, DECLINED, EXPIRED, UNPLACED, REJECTED, WITHDRAWN, REFUSED } = MatchStatus;

describe('passes of a round, by the real job', () => {
  let town: RoundTown;
  beforeAll(async () => {
    town = await RoundTown.start();
  });
  beforeEach(async () => {
    await town.idle();
    town.clock.set(new Date(NOW));
  });
  afterAll(() => town.close());

  /** Two places for three graduates who all want `first` most; the firm ranks the last one highest. */
  async function contest() {
    const { id } = await town.open();
    const [first, second] = [await town.offered(id), await town.offered(id)];
    const graduates = [
      await town.joined(id, [first, second]),
      await town.joined(id, [first, second]),
      await town.joined(id, [first]),
    ];
    await town.rank(id, first, [graduates[2]!, graduates[1]!, graduates[0]!]);
    await town.rank(id, second, [graduates[1]!, graduates[0]!]);
    return { id, first, second, graduates };
  }

  it('matches by both sides’ ranks, shows nothing before publication and then everybody their own', async () => {
    const { id, first, second, graduates } = await contest();
    await town.closeRanking(id);
    const pass = await town.run(id);
    expect(pass).toMatchObject({
      status: PassStatus.DONE,
      placed: 2,
      graduates: 3,
      postings: 2,
      seats: 2,
      error: null,
    });
    expect(pass.digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await town.round(id)).status).toBe(RoundStatus.MATCHED);
    expect(await outcome(town.result(id, graduates[2]!))).toBe('ROUND_MATCH_NOT_FOUND');
    expect((await town.results.ofPosting(town.firm, id, first, { limit: 9, offset: 0 })).total).toBe(0);
    expect((await town.runs.ofRounds(town.school, [id])).get(id)).toBeUndefined();
    await town.publish(id);
    expect(await town.result(id, graduates[2]!)).toMatchObject({
      jobPostingId: first,
      status: PROPOSED,
      summary: '由第 1 志愿录取。',
      refusals: [],
    });
    expect(await town.result(id, graduates[1]!)).toMatchObject({
      jobPostingId: second,
      summary: '由第 2 志愿录取。',
      refusals: [{ jobPostingId: first, choice: 1, sentence: '第 1 志愿：名额已由排名更前的申请人满足。' }],
    });
    expect(await town.result(id, graduates[0]!)).toMatchObject({ jobPostingId: null, status: UNPLACED });
    const { items } = await town.results.ofPosting(town.firm, id, first, { limit: 9, offset: 0 });
    expect(items.map(({ graduateId }) => graduateId)).toEqual([graduates[2]]);
    const [figures] = await town.results.figures(town.officer, id);
    expect(figures).toMatchObject({ placed: 2, seats: 2, waiting: 2, unplaced: 1, confirmed: 0 });
  });

  it('leaves nothing of a pass that dies while it is kept, and the next try keeps it once', async () => {
    const { id, graduates } = await contest();
    await town.closeRanking(id);
    await breakOf(graduates[2]!);
    const { id: passId } = await town.request(id);
    try {
      await until(async () => (await failedTries()) > 0);
      expect(await town.matches(passId)).toEqual([]);
      expect((await town.round(id)).status).toBe(RoundStatus.MATCHING);
      expect((await town.pass(passId)).status).toBe(PassStatus.RUNNING);
    } finally {
      await town.services.owner.query('DROP TRIGGER break_pass');
    }
    await until(async () => (await town.pass(passId)).status === PassStatus.DONE);
    expect(await town.matches(passId)).toHaveLength(3);
    expect((await town.round(id)).status).toBe(RoundStatus.MATCHED);
    const kept = await town.matches(passId);
    await town.runs.proceed(passId, { attempt: 1, progress: () => Promise.resolve() });
    expect(await town.matches(passId)).toEqual(kept);
    const events = (await town.rounds.events([id])).get(id) ?? [];
    expect(events.filter(({ toStatus }) => toStatus === RoundStatus.MATCHED)).toHaveLength(1);
  });

  it('gives up after the last attempt, so that the round can be run again', async () => {
    const { id, graduates } = await contest();
    await town.closeRanking(id);
    await breakOf(graduates[2]!);
    const { id: passId } = await town.request(id);
    try {
      await until(async () => (await failedTries()) > 0);
      const last = { attempt: proceedRoundPassJob.attempts, progress: () => Promise.resolve() };
      await expect(town.runs.proceed(passId, last)).rejects.toThrow('broken');
    } finally {
      await town.services.owner.query('DROP TRIGGER break_pass');
    }
    expect(await town.pass(passId)).toMatchObject({ status: PassStatus.FAILED, error: 'ROUND_COMPUTATION_FAILED' });
    expect(await town.matches(passId)).toEqual([]);
    expect((await town.round(id)).status).toBe(RoundStatus.CLOSED);
    expect((await town.run(id)).status).toBe(PassStatus.DONE);
  });

  /** Whoever keeps this graduate's result fails in the middle. */
  function breakOf(graduateId: number): Promise<unknown> {
    return town.services.owner.query(
      `CREATE TRIGGER break_pass BEFORE INSERT ON round_match FOR EACH ROW
       IF NEW.graduate_id = ${graduateId} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken'; END IF`,
    );
  }

  async function failedTries(): Promise<number> {
    const jobs = await town.jobs();
    return jobs.filter((job) => job.attemptsMade > 0 && job.failedReason).length;
  }

  it('gives the same result again, from the same ranks', async () => {
    const { id } = await contest();
    await town.closeRanking(id);
    const first = await town.run(id);
    const kept = await town.matches(first.id);
    const again = await town.run(id);
    expect(again).toMatchObject({ id: first.id, digest: first.digest, proposals: first.proposals });
    expect(await town.matches(first.id)).toEqual(kept);
  });

  it('ends when it is told to, and the round goes back to its frozen ranks', async () => {
    const { id } = await contest();
    await town.closeRanking(id);
    await town.paused(async () => {
      const { id: passId } = await town.request(id);
      await town.as(town.officer, () => town.runs.stop(town.officer, passId));
    });
    const stopped = async () => (await town.runs.ofRounds(town.officer, [id])).get(id)?.[0]?.status;
    await until(async () => (await stopped()) === PassStatus.STOPPED);
    expect((await town.round(id)).status).toBe(RoundStatus.CLOSED);
    expect((await town.run(id)).status).toBe(PassStatus.DONE);
  });

  it('keeps nothing for a round that was cancelled meanwhile', async () => {
    const { id } = await contest();
    await town.closeRanking(id);
    const passId = await town.paused(async () => {
      const pass = await town.request(id);
      await town.cancel(id);
      return pass.id;
    });
    await until(async () => (await town.pass(passId)).status === PassStatus.STOPPED);
    expect(await town.matches(passId)).toEqual([]);
    expect((await town.round(id)).status).toBe(RoundStatus.CANCELLED);
  });

  it('looks once more before it keeps anything, however late the round was cancelled', async () => {
    const { id } = await contest();
    await town.closeRanking(id);
    // The look while it computes comes too early to see it.
    const look = jest.spyOn(town.service(RoundPassesRepository), 'isStopRequested').mockResolvedValue(false);
    const pass = await town.runWhile(id, () => town.cancel(id)).finally(() => look.mockRestore());
    expect(pass.status).toBe(PassStatus.STOPPED);
    expect(await town.matches(pass.id)).toEqual([]);
    expect((await town.round(id)).status).toBe(RoundStatus.CANCELLED);
  });

  it('is taken up again when its job was lost', async () => {
    const { id } = await contest();
    await town.closeRanking(id);
    const passId = await town.paused(async () => {
      const pass = await town.request(id);
      await town.forgetJobs();
      return pass.id;
    });
    expect(await town.runs.stranded()).toEqual([]);
    town.later(1 / 24);
    expect(await town.runs.stranded()).toEqual([passId]);
    await town.keepUp();
    await until(async () => (await town.pass(passId)).status === PassStatus.DONE);
  });

  it('is refused to who may not run it any more, on the record', async () => {
    const { id } = await contest();
    await town.closeRanking(id);
    const passId = await town.paused(async () => {
      const pass = await town.request(id);
      await town.dataSource.query("UPDATE membership SET role = 'INSPECTOR' WHERE id = ?", [town.officer.membershipId]);
      return pass.id;
    });
    await until(async () => (await town.pass(passId)).status === PassStatus.FAILED);
    await town.dataSource.query("UPDATE membership SET role = 'HR_BUREAU' WHERE id = ?", [town.officer.membershipId]);
    expect(await town.pass(passId)).toMatchObject({ error: 'ROUND_REQUESTER_LOST_RIGHTS' });
    expect((await town.round(id)).status).toBe(RoundStatus.CLOSED);
  });

  describe('answers', () => {
    it('make an accepted application of a yes, and leave the rest and the places to the next pass', async () => {
      const { id, first, second, graduates } = await contest();
      await town.runAndPublish(id);
      const [result] = await town.confirm(id, graduates[2]!);
      expect(result).toMatchObject({ status: CONFIRMED, applicationId: expect.any(Number) as number });
      expect(await town.taken(first)).toBe(1);
      expect(await outcome(town.confirm(id, graduates[2]!))).toBe('ROUND_MATCH_STEP_NOT_ALLOWED');
      expect(await outcome(town.request(id))).toBe('ROUND_ANSWERS_PENDING');
      await town.decline(id, graduates[1]!);
      const pass = await town.run(id);
      expect(pass).toMatchObject({ number: 2, graduates: 2, postings: 1, placed: 1 });
      expect(await town.matches(pass.id)).toEqual([
        { graduate: graduates[0], posting: second, status: PROPOSED },
        { graduate: graduates[1], posting: null, status: UNPLACED },
      ]);
      await town.publish(id);
      expect((await town.results.ofGraduate(town.school, id, graduates[1]!)).map(({ status }) => status)).toEqual([
        UNPLACED,
        DECLINED,
      ]);
      await town.confirm(id, graduates[0]!);
      expect(await outcome(town.request(id))).toBe('ROUND_NO_PASS_LEFT');
      await town.finish(id);
      expect((await town.round(id)).status).toBe(RoundStatus.FINISHED);
    });

    it('expire by schedule; what is over is over', async () => {
      const { id, graduates } = await contest();
      await town.runAndPublish(id);
      expect(await outcome(town.finish(id))).toBe('ROUND_ANSWERS_PENDING');
      town.later(3.5);
      expect(await outcome(town.confirm(id, graduates[2]!))).toBe('ROUND_ANSWER_TOO_LATE');
      await town.keepUp();
      expect((await town.round(id)).status).toBe(RoundStatus.CLOSED);
      expect(await town.result(id, graduates[2]!)).toMatchObject({ status: EXPIRED, reason: '逾期未答复' });
      expect(await outcome(town.cancel(id))).toBe('ROUND_STEP_NOT_ALLOWED');
      await town.finish(id);
    });

    it('are taken back by the enterprise only before the yes, with a reason', async () => {
      const { id, graduates } = await contest();
      await town.runAndPublish(id);
      const refuse = (graduate: number, by = town.firm) =>
        town.as(by, () => town.answers.refuse(by, id, graduate, '岗位调整'));
      expect(await outcome(refuse(graduates[2]!, town.otherFirm))).toBe('ROUND_MATCH_NOT_FOUND');
      await refuse(graduates[2]!);
      expect(await town.result(id, graduates[2]!)).toMatchObject({ status: REFUSED, reason: '岗位调整' });
      await town.confirm(id, graduates[1]!);
      expect(await outcome(refuse(graduates[1]!))).toBe('ROUND_MATCH_STEP_NOT_ALLOWED');
    });
  });

  describe('leaving', () => {
    const leave = (id: number, graduate: number) =>
      town.as(town.school, () => town.graduates.withdraw(town.school, id, graduate, '参军'));
    const close = (id: number, posting: number) =>
      town.as(town.firm, () => town.postings.withdraw(town.firm, id, posting, '停工'));

    it('after the ranks are frozen: not in the pass', async () => {
      const { id, first, graduates } = await contest();
      await town.closeRanking(id);
      await leave(id, graduates[2]!);
      const pass = await town.run(id);
      expect(pass.graduates).toBe(2);
      expect((await town.matches(pass.id))[1]).toMatchObject({ graduate: graduates[1], posting: first });
    });

    it('while it is computed: what was found for them is not offered', async () => {
      const { id, second, graduates } = await contest();
      await town.closeRanking(id);
      const pass = await town.runWhile(id, async () => {
        await leave(id, graduates[2]!);
        await close(id, second);
      });
      expect((await town.matches(pass.id)).map(({ status }) => status)).toEqual([UNPLACED, WITHDRAWN, WITHDRAWN]);
    });

    it('before publication and after it: what waits ends, with the reason for the other side', async () => {
      const { id, first, second, graduates } = await contest();
      await town.closeRanking(id);
      await town.run(id);
      await leave(id, graduates[2]!);
      await town.publish(id);
      const { items } = await town.results.ofPosting(town.firm, id, first, { limit: 9, offset: 0 });
      expect(items).toMatchObject([{ graduateId: graduates[2], status: WITHDRAWN, reason: '参军' }]);
      await close(id, second);
      expect(await town.result(id, graduates[1]!)).toMatchObject({ status: WITHDRAWN, reason: '停工' });
      expect(await outcome(town.confirm(id, graduates[1]!))).toBe('ROUND_MATCH_STEP_NOT_ALLOWED');
      await town.finish(id);
      expect(await outcome(leave(id, graduates[0]!))).toBe('ROUND_NOT_LEAVABLE');
    });

    it('does not undo what was confirmed', async () => {
      const { id, first, graduates } = await contest();
      await town.runAndPublish(id);
      await town.confirm(id, graduates[2]!);
      expect(await outcome(leave(id, graduates[2]!))).toBe('ROUND_MATCH_CONFIRMED');
      await close(id, first);
      expect(await town.result(id, graduates[2]!)).toMatchObject({ status: CONFIRMED });
    });
  });

  describe('an officer decides instead', () => {
    it('strikes a pair before publication, which no pass brings together again', async () => {
      const { id, first, second, graduates } = await contest();
      await town.closeRanking(id);
      await town.run(id);
      await town.as(town.officer, () => town.overrides.rejectMatch(town.officer, id, graduates[2]!, '亲属回避'));
      const again = await town.run(id);
      expect((await town.matches(again.id)).map(({ posting }) => posting)).toEqual([second, first, null]);
      await town.publish(id);
      expect(await town.result(id, graduates[2]!)).toMatchObject({
        status: UNPLACED,
        exclusions: [{ jobPostingId: first, reason: '亲属回避' }],
      });
      const [kept] = (await town.dataSource.query('SELECT * FROM round_exclusion WHERE round_id = ?', [
        id,
      ])) as object[];
      expect(kept).toMatchObject({ decided_by: town.officer.userId, reason: '亲属回避' });
      const strike = town.as(town.officer, () => town.overrides.rejectMatch(town.officer, id, graduates[1]!, '回避'));
      expect(await outcome(strike)).toBe('ROUND_OVERRIDE_NOT_ALLOWED');
    });

    it('takes participants out, who read why and do not come back', async () => {
      const { id, first, graduates } = await contest();
      const remove = () =>
        town.as(town.officer, () => town.overrides.removeGraduate(town.officer, id, graduates[2]!, '资格不符'));
      await remove();
      expect(await outcome(town.enrol(id, graduates[2]!))).toBe('ROUND_PARTICIPANT_REMOVED');
      const { items } = await town.graduates.list(town.school, id, { limit: 9, offset: 0 });
      expect(items.find(({ graduateId }) => graduateId === graduates[2])).toMatchObject({ reason: '资格不符' });
      await town.closeRanking(id);
      const pass = await town.run(id);
      await town.as(town.officer, () => town.overrides.removePosting(town.officer, id, first, '资质过期'));
      expect((await town.matches(pass.id))[1]).toMatchObject({ graduate: graduates[1], status: REJECTED });
    });
  });

  it('orders whom nobody ranked by score, and those who opted out behind them', async () => {
    const { id } = await town.open();
    const posting = await town.offered(id);
    const quiet = await town.joined(id, [posting], { optedOut: true, occupations: ['6-18-01-01'] });
    const scored = await town.joined(id, [posting], { occupations: ['6-18-01-01'] });
    const unrelated = await town.joined(id, [posting], { occupations: ['4-03-02-01'] });
    await town.closeRanking(id);
    const pass = await town.run(id);
    expect((await town.matches(pass.id)).map(({ posting: held }) => held)).toEqual([null, posting, null]);
    await town.publish(id);
    expect((await town.result(id, unrelated))?.refusals[0]?.sentence).toBe('第 1 志愿：不符合条件。');
    expect((await town.result(id, quiet))?.refusals[0]?.sentence).toContain('名额已由排名更前的申请人满足');
    expect(scored).toBeGreaterThan(quiet);
  });

  it('completes the list of who agreed', async () => {
    const { id } = await town.open();
    const posting = await town.offered(id);
    const graduate = await town.graduate({ occupations: ['6-18-01-01'] });
    await town.enrol(id, graduate, true);
    await town.runAndPublish(id);
    expect(await town.result(id, graduate)).toMatchObject({
      jobPostingId: posting,
      summary: '由第 1 位（按匹配得分补全）录取。',
    });
  });
});
