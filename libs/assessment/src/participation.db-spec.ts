import { Principal, Role } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { somePrincipal } from '../../../test/support/identity-services';
import { outcome } from '../../../test/support/programme-world';
import { tracesOf } from '../../../test/support/programme';
import { AssessmentSubject } from './domain/model';
import { FactCode } from './domain/facts/fact-code';
import { RunRow } from './persistence/runs.repository';
import { SelfScorePersonalData } from './persistence/self-score-personal-data';
import { SelfScoreRow } from './persistence/self-scores.repository';
import { runScheme } from './testing/run-scheme';
import { RunWorld, YEAR } from './testing/run-world';
import { WhatIfService } from './what-if.service';

const page = { limit: 100, offset: 0 };
const PDF = Buffer.from('%PDF-1.7\n示例材料');
const OTHER_GOAL = 'PARTNERS';

describe('what participants and officers write before the facts are frozen', () => {
  let world: RunWorld;
  let run: RunRow;
  let school: Principal;

  beforeAll(async () => {
    world = await RunWorld.start();
  });
  beforeEach(async () => {
    await world.begin();
    run = await world.opened();
    [school] = world.schools as [Principal];
  });
  afterAll(() => world.services.close());

  const query = async (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await world.services.dataSource.query(sql, params)) as Record<string, unknown>[];
  const save = (more: object = {}, by = school): Promise<SelfScoreRow> =>
    world.as(by, () =>
      world.selfScores.save(by, { runId: run.id, goal: 'CURRICULUM', points: '18.5', narrative: '一\n二', ...more }),
    );
  const upload = (
    selfScore: SelfScoreRow,
    filename = '材料.pdf',
    content: Buffer = PDF,
    by = school,
    announced?: number,
  ) => {
    const file = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(content);
    };
    const open = () => Promise.resolve({ filename, file: file() });
    return world.as(by, () => world.attachments.add(by, selfScore.id, open, announced));
  };

  describe('self scores', () => {
    it('are the organisation’s own, changed under their revision, read by its bureau', async () => {
      const first = await save();
      expect(first).toMatchObject({ points: '18.50', narrative: '一\n二', revision: 1 });
      expect(await outcome(save())).toBe('SELF_SCORE_REVISION_CONFLICT');
      expect(await save({ revision: 1, points: '20' })).toMatchObject({ points: '20.00', revision: 2 });
      const read = (by: Principal) => world.selfScores.list(by, run.id, world.school(0));
      expect(await read(world.officer)).toHaveLength(1);
      expect(await read(world.schools[1] as Principal)).toEqual([]);
      const away = { ...world.officer, regionPrefix: '3205' };
      expect(await outcome(read(away))).toBe('ASSESSMENT_RUN_NOT_FOUND');
    });

    it('hold one goal once, also when two save it first at once', async () => {
      const answers = await Promise.all([1, 2].map(() => outcome(save())));
      expect(answers.toSorted()).toEqual(['OK', 'SELF_SCORE_REVISION_CONFLICT']);
    });

    it.each([
      [{ points: '20.01' }, 'ASSESSMENT_POINTS_OUT_OF_RANGE'],
      [{ points: '1.234' }, 'ASSESSMENT_POINTS_OUT_OF_RANGE'],
      [{ goal: 'NOTHING' }, 'ASSESSMENT_GOAL_UNKNOWN'],
      [{ narrative: ' ' }, 'FIELD_REQUIRED'],
      [{ narrative: '长'.repeat(3_001) }, 'FIELD_TOO_LONG'],
    ])('refuse %j', async (more, code) => {
      expect(await outcome(save(more))).toBe(code);
    });

    it('end with the deadline, with the schedule, and with freezing', async () => {
      const first = await save();
      world.day('2026-12-06');
      expect(await outcome(save({ revision: 1 }))).toBe('SELF_SCORE_CLOSED');
      expect(await outcome(upload(first))).toBe('SELF_SCORE_CLOSED');
      await world.work(await world.freezing(run));
      expect(await outcome(save({ revision: 1 }))).toBe('SELF_SCORE_CLOSED');
    });

    it('are not an enterprise’s where only schools are assessed, and leave no narrative in the audit', async () => {
      const firm = await somePrincipal(world.services, Role.ENTERPRISE);
      expect(await outcome(save({}, firm))).toBe('ASSESSED_ORGANISATION_NOT_FOUND');
      const { audit } = await tracesOf(world.services.dataSource, () => save({ narrative: '张三说了什么' }));
      expect(audit).toMatchObject([{ action: 'assessment.selfScore' }]);
      expect(JSON.stringify(audit)).not.toContain('张三');
    });
  });

  describe('attachments', () => {
    it('are kept sealed and hashed, and opened by who may read them', async () => {
      const selfScore = await save();
      const attachment = await upload(selfScore);
      expect(attachment).toMatchObject({ fileName: '材料.pdf', mediaType: 'application/pdf', byteSize: PDF.length });
      const [chunk] = await query('SELECT sealed FROM assessment_attachment_chunk');
      expect((chunk?.['sealed'] as Buffer).includes(Buffer.from('%PDF'))).toBe(false);
      const open = async (by: Principal): Promise<string> => {
        const { path } = await world.attachments.link(by, attachment.id);
        const { content } = await world.attachments.open(by, attachment.id, path.split('token=')[1] as string);
        return content.toString();
      };
      expect(await open(school)).toBe(PDF.toString());
      expect(await open(world.officer)).toBe(PDF.toString());
      for (const stranger of [world.schools[1] as Principal, { ...world.officer, regionPrefix: '3205' }]) {
        expect(await outcome(world.attachments.link(stranger, attachment.id))).toBe('ASSESSMENT_ATTACHMENT_NOT_FOUND');
      }
    });

    it('are read by the two who mark, who see the self score with its goal', async () => {
      const attachment = await upload(await save());
      await world.work(await world.freezing(run));
      let readers = 0;
      for (const marker of world.markers) {
        const { items } = await world.marking.queue(marker, { open: true, ...page });
        const mine = items.some(({ organisationId }) => organisationId === world.school(0).organisationId);
        // Inspectors see what their region has anyway; of the economy bureau's marker it is the lot that opens it.
        const outsider = { ...marker, regionPrefix: '3205' };
        const answer = await outcome(world.attachments.link(outsider, attachment.id));
        expect(answer).toBe(mine ? 'OK' : 'ASSESSMENT_ATTACHMENT_NOT_FOUND');
        readers += mine ? 1 : 0;
      }
      expect(readers).toBe(2);
    });

    it('open for who asked for the link, in that session, while it may be read; each opening is audited', async () => {
      const attachment = await upload(await save());
      const { path } = await world.attachments.link(school, attachment.id);
      const token = path.split('token=')[1] as string;
      const open = (by: Principal) => world.as(by, () => world.attachments.open(by, attachment.id, token));
      for (const caller of [world.officer, world.schools[1] as Principal, { ...school, sessionId: 999 }])
        expect(await outcome(open(caller))).toBe('DOWNLOAD_LINK_OF_ANOTHER');
      const { audit } = await tracesOf(world.services.dataSource, () => open(school));
      expect(audit).toMatchObject([
        { action: 'assessment.openAttachment', objectType: 'AssessmentAttachment', objectId: String(attachment.id) },
      ]);
      await query('UPDATE assessment_self_score SET organisation_id = 0');
      expect(await outcome(open(school))).toBe('ASSESSMENT_ATTACHMENT_NOT_FOUND');
    });

    it('have numbers of people masked in their names, and who gave the name is told', async () => {
      const attachment = await upload(await save(), '证明 13912345678.pdf');
      expect(attachment).toMatchObject({ fileName: '证明 139****5678.pdf' });
      expect(attachment.warnings).toHaveLength(1);
      expect(await query('SELECT file_name AS name FROM assessment_attachment')).toEqual([
        { name: '证明 139****5678.pdf' },
      ]);
    });

    it('take no more of a year than an organisation may, however many come at once', async () => {
      const MIB = 1024 * 1024;
      await upload(await save({ goal: OTHER_GOAL }));
      await query('UPDATE assessment_attachment SET byte_size = ?', [495 * MIB]);
      const selfScore = await save();
      const all = Promise.withResolvers<void>();
      let arrived = 0;
      const arrive = () => void (++arrived === 20 && all.resolve());
      // Nobody is through before everybody has begun or was refused.
      const file = async function* (): AsyncGenerator<Uint8Array> {
        arrive();
        await all.promise;
        yield PDF;
      };
      const add = async (): Promise<string> => {
        const open = () => Promise.resolve({ filename: '材料.pdf', file: file() });
        const answer = await outcome(
          world.as(school, () => world.attachments.add(school, selfScore.id, open, MIB + 1)),
        );
        if (answer !== 'OK') arrive();
        return answer;
      };
      const answers = await Promise.all(Array.from({ length: 20 }, add));
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(4);
      expect(answers.filter((answer) => answer === 'STORAGE_QUOTA_REACHED')).toHaveLength(16);
      await query('UPDATE assessment_attachment SET byte_size = ? WHERE self_score_id <> ?', [500 * MIB, selfScore.id]);
      await expect(upload(selfScore)).rejects.toThrow(/2026 年度的自评附件已占用 .*上限 500 MiB.*请删除/);
      const other = world.schools[1] as Principal;
      const theirs = await save({}, other);
      expect(await outcome(upload(theirs, '材料.pdf', PDF, other))).toBe('OK');
    });

    it('are found for a person by name, to be looked at by hand, and go once somebody confirmed them', async () => {
      const NAME = '欧阳不存在';
      const personal = world.services.app.get(SelfScorePersonalData, { strict: false });
      const [one, silent] = [await save({ narrative: `${NAME}老师牵头` }), await save({ goal: OTHER_GOAL })];
      await upload(one);
      const file = await upload(silent, `${NAME}-证书.pdf`);
      const identity = { personKey: 'k', phoneIndex: null, name: NAME };
      const found = await personal.find(identity);
      expect(found.map(({ id, isCertain }) => [id, isCertain])).toEqual([
        [one.id, false],
        [silent.id, false],
      ]);
      const erase = (confirmedIds: number[]) =>
        world.services.app.get(UnitOfWork).run((tx) => personal.erase(tx, { identity, confirmedIds, pseudonym: 'p' }));
      expect(await erase([])).toBe(0);
      expect(await erase([one.id, silent.id])).toBe(3);
      expect(await erase([one.id, silent.id])).toBe(0);
      expect(await personal.find(identity)).toEqual([]);
      expect(await query('SELECT position FROM assessment_attachment_chunk')).toEqual([]);
      expect(await outcome(world.attachments.link(school, file.id))).toBe('ASSESSMENT_ATTACHMENT_PURGED');
    });

    it.each([
      ['程序.exe', PDF, 'ATTACHMENT_TYPE_REFUSED'],
      ['假.pdf', Buffer.from('MZ...'), 'ATTACHMENT_TYPE_REFUSED'],
      ['空.pdf', Buffer.alloc(0), 'ATTACHMENT_TYPE_REFUSED'],
      ['大.pdf', Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), 'ATTACHMENT_TOO_LARGE'],
    ])('refuse %s, and leave nothing of it', async (name, content, code) => {
      const selfScore = await save();
      expect(await outcome(upload(selfScore, name, content))).toBe(code);
      expect(await query('SELECT id FROM assessment_attachment')).toEqual([]);
      expect(await query('SELECT position FROM assessment_attachment_chunk')).toEqual([]);
    });

    it('are five at most, also when more come at once, and nobody else’s', async () => {
      const selfScore = await save();
      const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => outcome(upload(selfScore))));
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(5);
      expect(new Set(answers)).toEqual(new Set(['OK', 'ATTACHMENTS_TOO_MANY']));
      const other = world.schools[1] as Principal;
      expect(await outcome(upload(selfScore, '材料.pdf', PDF, other))).toBe('SELF_SCORE_NOT_FOUND');
      const [first] = (await world.attachments.bySelfScores([selfScore.id])).get(selfScore.id) ?? [];
      expect(await outcome(world.as(other, () => world.attachments.remove(other, first?.id as number)))).toBe(
        'SELF_SCORE_NOT_FOUND',
      );
      await world.as(school, () => world.attachments.remove(school, first?.id as number));
      expect(await outcome(upload(selfScore))).toBe('OK');
    });
  });

  describe('recorded facts', () => {
    const record = (more: object = {}, by = world.officer) =>
      world.as(by, () =>
        world.facts.record(by, {
          ...world.school(0),
          year: YEAR,
          fact: FactCode.FINDINGS,
          value: 2,
          reason: '督查发现',
          ...more,
        }),
      );

    it('are audited with their reason, seen by the school, and can be taken back', async () => {
      const { audit } = await tracesOf(world.services.dataSource, () => record());
      expect(audit).toMatchObject([{ action: 'assessment.recordFact', details: { value: 2, reason: '督查发现' } }]);
      const [fact] = (await world.facts.list(school, page)).items;
      expect(fact).toMatchObject({ value: 2, withdrawnAt: null });
      expect((await world.facts.list(world.schools[1] as Principal, page)).total).toBe(0);
      const { officer } = world;
      const withdraw = () => world.as(officer, () => world.facts.withdraw(officer, fact?.id as number, '误登'));
      expect((await withdraw()).withdrawnAt).not.toBeNull();
      expect(await outcome(withdraw())).toBe('ASSESSMENT_REVISION_CONFLICT');
    });

    it.each([
      [{ fact: FactCode.PARTNERS }, 'ASSESSMENT_FACT_NOT_RECORDABLE'],
      [{ fact: FactCode.ENTERPRISE_RATING }, 'ASSESSMENT_FACT_NOT_RECORDABLE'],
      [{ value: 0 }, 'ASSESSMENT_FACT_VALUE'],
      [{ value: 1.5 }, 'ASSESSMENT_FACT_VALUE'],
      [{ reason: '' }, 'FIELD_REQUIRED'],
      [{ organisationId: 4_000_000 }, 'ASSESSED_ORGANISATION_NOT_FOUND'],
    ])('refuse %j', async (more, code) => {
      expect(await outcome(record(more))).toBe(code);
    });

    it('are the steering bureau’s to record', async () => {
      const economy = await somePrincipal(world.services, Role.ECONOMY_BUREAU);
      expect(await outcome(record({}, economy))).toBe('ASSESSMENT_NOT_YOUR_SUBJECT');
      expect(await outcome(record({}, school))).toBe('FORBIDDEN');
    });

    it('a veto of falsified data ranks last whatever the score', async () => {
      await record({ fact: FactCode.FALSIFIED_DATA, value: 1, reason: '查实' });
      await record({ ...world.school(1), value: 5 });
      const noticed = await world.noticed(await world.markedOf(run));
      expect((await world.places(noticed)).at(-1)).toBe('3 A 76');
    });

    it('an enterprise rates its partners, the last rating counts', async () => {
      const firm = await somePrincipal(world.services, Role.ENTERPRISE);
      const rate = (rating: number, at = 0) =>
        world.as(firm, () =>
          world.facts.rate(firm, { year: YEAR, schoolId: world.school(at).organisationId, rating, reason: '配合良好' }),
        );
      expect(await outcome(rate(4))).toBe('ASSESSMENT_NOT_A_PARTNER');
      await world.rows.agreement(world.school(0).organisationId, firm.enterpriseId as number);
      expect(await outcome(rate(6))).toBe('ASSESSMENT_FACT_VALUE');
      expect((await rate(2)).value).toBe(2);
      await rate(5);
      expect(await outcome(rate(4, 1))).toBe('ASSESSMENT_NOT_A_PARTNER');
      const inForce = await query('SELECT value FROM assessment_recorded_fact WHERE in_force = 1');
      expect(inForce).toEqual([{ value: 5 }]);
      expect((await world.facts.list(firm, page)).total).toBe(2);
      await world.work(await world.freezing(run));
      expect(await outcome(rate(1))).toBe('ASSESSMENT_FACTS_FROZEN');
      const frozen = await world.rankings.facts(world.officer, run.id, world.school(0));
      expect(frozen.facts.ENTERPRISE_RATING).toMatchObject({ value: '100' });
    });
  });

  describe('what if', () => {
    it('another scheme: who would move and why, and nothing is written', async () => {
      const whatIf = world.services.app.get(WhatIfService);
      const { officer } = world;
      const findings = { ...world.school(0), year: YEAR, fact: FactCode.FINDINGS, value: 3, reason: '督查发现' };
      await world.as(officer, () => world.facts.record(officer, findings));
      const goals = (runScheme(YEAR) as { goals: object[] }).goals.map((goal, at) => ({
        ...goal,
        weight: ['0.5', '79.5', '20'][at],
      }));
      const asked = { year: YEAR, subject: AssessmentSubject.SCHOOL, ...page };
      const counts = () =>
        query('SELECT (SELECT COUNT(*) FROM audit_entry) a, (SELECT COUNT(*) FROM assessment_scheme) s');
      const before = await counts();
      const { asOf, moved, items } = await whatIf.compare(officer, {
        ...asked,
        otherDocument: { ...runScheme(YEAR), goals },
        movedOnly: true,
      });
      expect(asOf).toBe('2026-12-01');
      expect(moved).toBe(3);
      const own = items.find(({ organisationId }) => organisationId === world.school(0).organisationId);
      expect(own).toMatchObject({ scoreBefore: '30', scoreAfter: '0' });
      expect(own?.goals[0]?.reasons.length).toBeGreaterThan(0);
      expect(await counts()).toEqual(before);
      const preview = await whatIf.preview(officer, asked);
      expect(preview.items.map(({ score }) => score)).toEqual(['60', '60', '30']);
      const refused = (more: object) => outcome(whatIf.compare(officer, { ...asked, ...more }));
      expect(await refused({ otherDocument: null })).toBe('ASSESSMENT_SCHEME_INVALID');
      expect(await refused({ otherDocument: runScheme(2027) })).toBe('ASSESSMENT_SCHEME_DOES_NOT_FIT');
      expect(await refused({ otherSchemeId: 4_000_000 })).toBe('ASSESSMENT_SCHEME_NOT_FOUND');
    });
  });
});
