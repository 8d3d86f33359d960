import { Principal } from '@sxbq/kernel';
import { outcome } from '../../../test/support/programme-world';
import { AssessmentSubject } from './domain/model';
import { FactCode } from './domain/facts/fact-code';
import { GivenCorrection } from './domain/run/given-correction';
import { ObjectionStatus } from './domain/run/objection-status';
import { AssessmentTask } from './domain/run/run-task';
import { ObjectionRow } from './persistence/objections.repository';
import { RunRow } from './persistence/runs.repository';
import { PublicNoticeService } from './public-notice.service';
import { BundleVersion } from './rankings.service';
import { RunWorld, YEAR } from './testing/run-world';

const page = { limit: 100, offset: 0 };

describe('objections to a notice', () => {
  let world: RunWorld;
  let run: RunRow;

  beforeAll(async () => {
    world = await RunWorld.start();
  });
  beforeEach(async () => {
    await world.begin();
    const { officer } = world;
    for (const [school, value] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const finding = { ...world.school(school), year: YEAR, fact: FactCode.FINDINGS, value, reason: '督查发现' };
      await world.as(officer, () => world.facts.record(officer, finding));
    }
    run = await world.noticed();
  });
  afterAll(() => world.services.close());

  const file = (school: number, about = school, more: object = {}, by = world.schools[school] as Principal) =>
    world.as(by, () =>
      world.objections.file(by, { runId: run.id, ...world.school(about), statement: '请复核督查扣分', ...more }),
    );
  const answer = (
    { id, revision }: ObjectionRow,
    correction: GivenCorrection | null,
    by = world.officer,
    upheld = correction !== null,
  ) => world.as(by, () => world.objections.answer(by, { id, revision, upheld, answer: '经查', correction }));
  const noFinding: GivenCorrection = { fact: FactCode.FINDINGS, to: '0', reason: '原认定有误' };

  it('are seen by who filed them and by the bureau, and the notice by all', async () => {
    const filed = await file(1);
    expect(filed).toMatchObject({ status: ObjectionStatus.FILED, filedOn: '2026-12-10', goal: null });
    expect(await world.objections.get(world.officer, filed.id)).toMatchObject({ id: filed.id });
    const [other] = world.schools as [Principal];
    expect(await outcome(world.objections.get(other, filed.id))).toBe('ASSESSMENT_OBJECTION_NOT_FOUND');
    expect((await world.objections.list(other, page)).total).toBe(0);
    expect(await world.places(run, other)).toEqual(['1 A 76', '2 B 66', '3 C 56']);
  });

  it('that are upheld change the ranking: two places swap, the frozen fact stays', async () => {
    await answer(await file(2), noFinding);
    expect(await world.read(run)).toMatchObject({ task: AssessmentTask.RANK_AGAIN });
    const after = await world.work(run);
    expect(after.task).toBeNull();
    expect((await world.places(after)).toSorted()).toEqual(['1 A 76', '1 C 76', '3 B 66']);
    const frozen = await world.rankings.facts(world.officer, run.id, world.school(2));
    expect(frozen.facts.FINDINGS?.value).toBe('2');
    const corrections = (await world.objections.corrections([run.id])).get(run.id);
    expect(corrections).toMatchObject([
      { target: { kind: 'FACT', fact: 'FINDINGS' }, from: '2', to: '0', reason: '原认定有误' },
    ]);
    const published = await world.published(await world.proposed(await world.read(run)));
    const { path } = await world.rankings.link(world.officer, published.id, BundleVersion.WHOLE);
    const token = path.split('token=')[1] as string;
    const { content } = await world.rankings.open(world.officer, run.id, BundleVersion.WHOLE, token);
    expect(JSON.parse(content.toString())).toMatchObject({ corrections: [{ from: '2', to: '0' }] });
  });

  it('leave a notice that everybody reads, as last corrected, without a number that counts people', async () => {
    const notices = world.services.app.get(PublicNoticeService);
    const shown = async () => notices.document(await notices.current('3204', YEAR));
    const before = await shown();
    expect(before).toMatchObject({ region: '3204', year: YEAR, noticeFrom: '2026-12-10', noticeUntil: '2026-12-16' });
    const [place] = before.rankings[0]?.places ?? [];
    expect(Object.keys(place ?? {}).sort()).toEqual(['award', 'code', 'name', 'rank', 'score']);
    await answer(await file(2), noFinding);
    await world.work(run);
    expect((await shown()).rankings[0]?.places.map(({ score }) => score)).toEqual(['76', '76', '66']);
    expect(await outcome(notices.current('3204', 2025))).toBe('ASSESSMENT_NOT_NOTICED');
    await world.published(await world.proposed(await world.read(run)));
    expect(await outcome(notices.current('3204', YEAR))).toBe('ASSESSMENT_NOT_NOTICED');
  });

  it('correct a mark, one after another from where the last one ended', async () => {
    const mark = (to: string): GivenCorrection => ({ goal: 'CURRICULUM', to, reason: '评分材料遗漏' });
    await answer(await file(0), mark('90'));
    await world.work(run);
    await answer(await file(0), mark('100'));
    await world.work(run);
    const corrections = (await world.objections.corrections([run.id])).get(run.id) ?? [];
    expect(corrections.map(({ from, to }) => `${from} ${to}`)).toEqual(['80 90', '90 100']);
    expect((await world.places(run))[0]).toBe('1 A 80');
  });

  it('that are rejected change nothing', async () => {
    const before = await world.places(run);
    expect(await answer(await file(2), null)).toMatchObject({ status: ObjectionStatus.REJECTED, answer: '经查' });
    expect((await world.read(run)).task).toBeNull();
    expect(await world.places(run)).toEqual(before);
  });

  it('end with day 7, in the city’s time', async () => {
    world.clock.set(new Date('2026-12-16T23:59:59+08:00'));
    expect(await outcome(file(1))).toBe('OK');
    world.clock.set(new Date('2026-12-17T00:00:00+08:00'));
    expect(await outcome(file(1))).toBe('ASSESSMENT_NOTICE_OVER');
  });

  it('are answered once, by who steers the subject', async () => {
    const filed = await file(1);
    const [economy] = world.markers.slice(2) as [Principal];
    expect(await outcome(answer(filed, null, economy))).toBe('ASSESSMENT_NOT_YOUR_SUBJECT');
    const answers = await Promise.all([outcome(answer(filed, null)), outcome(answer(filed, null, world.colleague))]);
    expect(answers.toSorted()).toEqual(['ASSESSMENT_OBJECTION_ANSWERED', 'OK']);
  });

  it.each<[string, GivenCorrection | null, boolean, string]>([
    ['upheld without a correction', null, true, 'ASSESSMENT_CORRECTION_MISSING'],
    ['rejected with one', noFinding, false, 'ASSESSMENT_CORRECTION_MISSING'],
    ['of a fact and a mark', { ...noFinding, goal: 'CURRICULUM' }, true, 'ASSESSMENT_CORRECTION_MISSING'],
    ['of a goal nobody marks', { goal: 'PARTNERS', to: '1', reason: '有误' }, true, 'ASSESSMENT_CORRECTION_MISSING'],
    ['to what it is', { ...noFinding, to: '1' }, true, 'ASSESSMENT_CORRECTION_CHANGES_NOTHING'],
    ['below 0', { ...noFinding, to: '-1' }, true, 'ASSESSMENT_CORRECTION_VALUE'],
    ['to no number', { ...noFinding, to: 'NaN' }, true, 'ASSESSMENT_CORRECTION_VALUE'],
    ['of a mark above 100', { goal: 'CURRICULUM', to: '101', reason: '有误' }, true, 'ASSESSMENT_CORRECTION_VALUE'],
  ])('are not answered %s', async (_what, correction, upheld, code) => {
    expect(await outcome(answer(await file(1), correction, world.officer, upheld))).toBe(code);
    expect((await world.read(run)).task).toBeNull();
  });

  it('are refused against whom the run does not rank, and of goals there are none', async () => {
    const stranger = { subject: AssessmentSubject.SCHOOL, organisationId: 4_000_000 };
    expect(await outcome(file(0, 0, stranger))).toBe('ASSESSED_ORGANISATION_NOT_FOUND');
    expect(await outcome(file(0, 0, { goal: 'NOTHING' }))).toBe('ASSESSMENT_GOAL_UNKNOWN');
    expect(await outcome(file(0, 1, { goal: 'CURRICULUM' }))).toBe('OK');
  });
});
