import { AssessmentSubject, PublishedRanking } from '@sxbq/assessment';
import { bundleText, parseBundle, RankingBundle, sealBundle } from '@sxbq/assessment/verification';
import type { GoalEvidence } from '../../libs/assessment/src/domain/evidence/goal-evidence';
import { Role } from '@sxbq/kernel';
import { createHash } from 'node:crypto';
import { Verifier } from '../support/verifier';
import { GIVE_MARK, Mark, Place, REGION, SIGNING_KEY, YearEndCity } from '../support/year-end';

const { SCHOOL, ENTERPRISE } = AssessmentSubject;
const MARKERS = ['inspector1', 'inspector2', 'inspector3'];
/** The school that objects, and the one that it overtakes by it. */
const OBJECTING = '3204901';
const OVERTAKEN = '3204903';

/** A year from its scheme to the sealed ranking, as the bureaus, schools and enterprises of a city play it. */
describe('the year end of the sample city', () => {
  let city: YearEndCity;
  let verifier: Verifier;
  let lastYear: Buffer;
  let thisYear: Buffer;
  let runId: string;
  let objectingId: string;
  let noticed: Place[];

  beforeAll(async () => {
    verifier = await Verifier.built();
    city = await YearEndCity.start('2026-11-23');
    await city.enter('officer', Role.HR_BUREAU);
    await city.enter('colleague', Role.HR_BUREAU);
    await city.enter('economy', Role.ECONOMY_BUREAU);
    for (const marker of MARKERS) await city.enter(marker, Role.INSPECTOR);
    objectingId = await city.enterSchool('school', OBJECTING);
    await city.enterSchool('neighbour', OVERTAKEN);
  }, 120_000);
  afterAll(async () => {
    verifier?.remove();
    await city?.journey.close();
  });

  const ask = <T>(by: string, query: string, variables: object = {}): Promise<T> =>
    city.journey.ask<T>(by, query, variables);
  const refusal = (by: string, query: string, variables: object = {}): Promise<string> =>
    city.journey.refusal(by, query, variables);
  const markAll = async (pointsOf: (mark: Mark, marker: string) => string): Promise<void> => {
    for (const marker of MARKERS) {
      for (const mark of await city.queue(marker)) await city.give(marker, mark, pointsOf(mark, marker));
    }
  };
  const provenStep = async (by: string, id: string, step: string) => {
    await city.journey.stepUp(by);
    return city.step(by, id, step);
  };
  const publicStatus = async (year: number): Promise<number> =>
    (await city.journey.download('', `/rankings/${REGION}/${year}`)).status;
  const rankOf = (places: readonly Place[], code: string): number | null | undefined =>
    places.find((place) => place.code === code)?.rank;

  it('begins with last year’s, which was left undone: schools alone, published by two', async () => {
    await city.addScheme('officer', SCHOOL, 2025);
    const drafted = await city.create('officer', {
      year: 2025,
      enterpriseSchemeId: null,
      selfScoreUntil: '2026-11-24',
    });
    await city.chooseMarkers('officer', drafted, MARKERS);
    await city.step('officer', drafted.id, 'openAssessmentRun');
    await city.day('2026-11-25');
    await city.step('officer', drafted.id, 'freezeAssessmentRun');
    await markAll(() => '70');
    await city.step('officer', drafted.id, 'beginAssessmentNotice');
    await city.day('2026-12-02');
    await provenStep('officer', drafted.id, 'proposeAssessmentPublication');
    const published = await provenStep('colleague', drafted.id, 'confirmAssessmentPublication');
    expect(published.status).toBe('PUBLISHED');
    lastYear = await city.bundle('officer', drafted.id, 'WHOLE');
    verifier.keep('2025.json', lastYear);
    expect(await verifier.verify('2025.json')).toMatchObject({ exitCode: 0, year: 2025, previous: 'NONE' });
  });

  it('takes a scheme whose weights are 100, and no other', async () => {
    const sample = await ask<{ document: string }>(
      'officer',
      '{ document: assessmentSampleScheme(subject: SCHOOL, year: 2026) }',
    );
    const short = JSON.parse(sample.document) as { goals: { weight: string }[] };
    short.goals[0]!.weight = '14.9';
    const add = 'mutation ($document: String!) { addAssessmentScheme(input: { document: $document }) { id } }';
    expect(await refusal('officer', add, { document: JSON.stringify(short) })).toBe('ASSESSMENT_SCHEME_INVALID');
    expect(await refusal('school', add, { document: sample.document })).toBe('FORBIDDEN');
    await city.addScheme('officer', SCHOOL, 2026);
    await city.addScheme('economy', ENTERPRISE, 2026);
  });

  it('opens for self scores until their last day is over', async () => {
    const drafted = await city.create('officer', { year: 2026, selfScoreUntil: '2026-12-05' });
    runId = drafted.id;
    await city.chooseMarkers('officer', drafted, MARKERS);
    await city.step('officer', runId, 'openAssessmentRun');
    const score = { runId, goal: 'CURRICULUM', points: '4.5', narrative: '与企业共同开发课程三门。' };
    const save = 'mutation ($input: SaveSelfScoreInput!) { saveSelfScore(input: $input) { id } }';
    await ask('school', save, { input: score });
    expect(await city.refusedStep('officer', runId, 'freezeAssessmentRun')).toBe('SELF_SCORE_STILL_OPEN');
    await city.day('2026-12-06');
    expect(await refusal('neighbour', save, { input: score })).toBe('SELF_SCORE_CLOSED');
  });

  it('freezes the facts of all schools and enterprises; nothing after it is read from live tables', async () => {
    const frozen = await city.step('officer', runId, 'freezeAssessmentRun');
    expect(frozen.status).toBe('MARKING');
    const counted = await city.rows<{ subject: string; number: string | number }>(
      'SELECT subject, COUNT(*) AS number FROM assessment_frozen_fact WHERE run_id = ? GROUP BY subject ORDER BY subject',
      [runId],
    );
    const firms = await city.rows<{ number: string | number }>(
      "SELECT COUNT(*) AS number FROM enterprise WHERE kind = 'ENTERPRISE'",
    );
    expect(counted.map(({ number }) => Number(number))).toEqual([Number(firms[0]?.number), 10]);
    const configure = `mutation ($id: ID!, $revision: Int!) {
      configureAssessmentRun(id: $id, revision: $revision, input: { selfScoreUntil: "2026-12-20" }) { id } }`;
    const late = await refusal('officer', configure, { id: runId, revision: frozen.revision });
    expect(late).toBe('ASSESSMENT_SCHEME_FROZEN');
    await city.rows("UPDATE school SET name = CONCAT(name, '（更名）') WHERE code = ?", [OVERTAKEN]);
    await city.rows('UPDATE execution_record SET verified = 0');
  });

  it('follows every number down to the agreements it came from, own ones only', async () => {
    const facts = `query ($id: ID!, $runId: ID!) {
      rankingEvidence(runId: $runId, subject: SCHOOL, assessedId: $id, goal: "PARTNERS") {
        components { component fact { value evidence { type ids count } } } } }`;
    const own = await ask<{ rankingEvidence: GoalEvidence }>('school', facts, { runId, id: objectingId });
    const [partners] = own.rankingEvidence.components;
    const [evidence] = partners?.fact?.evidence ?? [];
    if (!evidence) throw new Error('no evidence of the partners');
    expect(evidence).toMatchObject({ type: 'AGREEMENT', count: Number(partners?.fact?.value) });
    expect(evidence.ids).toHaveLength(evidence.count);
    const parties = await city.rows<{ schoolId: number; enterpriseId: number }>(
      'SELECT school_id AS schoolId, enterprise_id AS enterpriseId FROM agreement WHERE id IN (?)',
      [evidence.ids],
    );
    expect(new Set(parties.map(({ schoolId }) => String(schoolId)))).toEqual(new Set([objectingId]));
    expect(new Set(parties.map(({ enterpriseId }) => enterpriseId)).size).toBe(evidence.count);
    expect(await refusal('neighbour', facts, { runId, id: objectingId })).toBe('ASSESSED_ORGANISATION_NOT_FOUND');
  });

  it('is marked blind by two; a difference above the limit goes to a moderator', async () => {
    const [stranger, own] = [await city.queue('inspector1'), await city.queue('inspector2')];
    const others = stranger.find(({ id }) => own.every((mark) => mark.id !== id)) as Mark;
    const { id, revision } = others;
    expect(await refusal('inspector2', GIVE_MARK, { input: { id, revision, points: '60' } })).toBe(
      'ASSESSMENT_MARK_NOT_FOUND',
    );
    expect(await city.refusedStep('officer', runId, 'beginAssessmentNotice')).toBe('ASSESSMENT_MARKS_OUTSTANDING');
    let generous: string | null = null;
    await markAll((mark, marker) => {
      const disputed = mark.organisationCode === '3204910' && mark.goal === 'TECHNOLOGY';
      if (!disputed || generous !== null) return '60';
      generous = marker;
      return '90';
    });
    expect(await city.refusedStep('officer', runId, 'beginAssessmentNotice')).toBe('ASSESSMENT_MODERATION_OUTSTANDING');
    const query = `query ($runId: ID!) { queue: assessmentModerationQueue(runId: $runId) {
      items { organisationId organisationCode goal points } total } }`;
    const { queue } = await ask<{ queue: { items: Record<string, unknown>[]; total: number } }>('officer', query, {
      runId,
    });
    expect(queue.items).toEqual([expect.objectContaining({ organisationCode: '3204910', goal: 'TECHNOLOGY' })]);
    const [disputed] = queue.items;
    const input = { runId, subject: SCHOOL, assessedId: disputed?.['organisationId'], goal: 'TECHNOLOGY' };
    await ask(
      'officer',
      'mutation ($input: ModerateAssessmentMarkInput!) { moderateAssessmentMark(input: $input) { id } }',
      {
        input: { ...input, points: '70', reason: '材料核对后取 70 分。' },
      },
    );
  });

  it('is under notice for seven days, and no published ranking before it is published', async () => {
    const run = await city.step('officer', runId, 'beginAssessmentNotice');
    expect(run.status).toBe('NOTICE');
    noticed = await city.ranking('school', runId, SCHOOL);
    expect(noticed.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([rankOf(noticed, OVERTAKEN), rankOf(noticed, OBJECTING)]).toEqual([2, 3]);
    const firms = (await city.ranking('economy', runId, ENTERPRISE)).map(({ rank }) => rank);
    // True ties share a rank, and the next is passed over.
    expect(firms.slice(0, 4)).toEqual([1, 2, 2, 4]);
    expect(await publicStatus(2026)).toBe(404);
    const propose = (): Promise<string> => city.refusedStep('officer', runId, 'proposeAssessmentPublication');
    expect(await propose()).toBe('STEP_UP_REQUIRED');
    await city.journey.stepUp('officer');
    expect(await propose()).toBe('ASSESSMENT_NOTICE_STILL_OPEN');
  });

  it('hears an objection, and the upheld one swaps two ranks', async () => {
    const file =
      'mutation ($input: FileAssessmentObjectionInput!) { filed: fileAssessmentObjection(input: $input) { id revision } }';
    const about = { runId, subject: SCHOOL, assessedId: objectingId, goal: 'CURRICULUM' };
    const input = { ...about, statement: '评审漏看了第三门课程的材料。' };
    const { filed } = await ask<{ filed: { id: string; revision: number } }>('school', file, { input });
    const answer = `mutation ($input: AnswerAssessmentObjectionInput!) { answerAssessmentObjection(input: $input) { status } }`;
    const upheld = {
      ...filed,
      upheld: true,
      answer: '经复核，材料属实。',
      correction: { goal: 'CURRICULUM', to: '70', reason: '补计第三门课程。' },
    };
    expect(await refusal('economy', answer, { input: upheld })).toBe('ASSESSMENT_NOT_YOUR_SUBJECT');
    await ask('officer', answer, { input: upheld });
    await city.settled('officer', runId);
    const corrected = await city.ranking('school', runId, SCHOOL);
    expect([rankOf(corrected, OVERTAKEN), rankOf(corrected, OBJECTING)]).toEqual([3, 2]);
    const others = (places: readonly Place[]): unknown =>
      places.filter(({ code }) => code !== OBJECTING && code !== OVERTAKEN).map(({ code, rank }) => [code, rank]);
    expect(others(corrected)).toEqual(others(noticed));
    await city.day('2026-12-13');
    expect(await refusal('neighbour', file, { input })).toBe('ASSESSMENT_NOTICE_OVER');
  });

  it('is published by two people; one alone cannot, and of two at once one does', async () => {
    await provenStep('officer', runId, 'proposeAssessmentPublication');
    const alone = await city.refusedStep('officer', runId, 'confirmAssessmentPublication');
    expect(alone).toBe('ASSESSMENT_PUBLISHING_ALONE');
    expect(await city.refusedStep('school', runId, 'confirmAssessmentPublication')).toBe('FORBIDDEN');
    const { revision } = await city.run('colleague', runId);
    const confirm = `mutation ($id: ID!, $revision: Int!) { confirmAssessmentPublication(id: $id, revision: $revision) { id } }`;
    const confirming = ['colleague', 'economy'];
    for (const by of confirming) await city.journey.stepUp(by);
    const both = await Promise.allSettled(confirming.map((by) => ask(by, confirm, { id: runId, revision })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await city.settled('officer', runId)).toMatchObject({ status: 'PUBLISHED' });
  });

  it('is everybody’s to read then, this year beside last, without what could name somebody', async () => {
    const reply = await city.journey.download('', `/rankings/${REGION}/2026`);
    const { rankings } = JSON.parse(reply.body.toString()) as PublishedRanking;
    expect(rankings.map(({ subject }) => subject)).toEqual([SCHOOL, ENTERPRISE]);
    expect(rankings[0]?.rows.find(({ code }) => code === OBJECTING)?.rank).toBe(2);
    expect(rankings[0]?.rows.find(({ code }) => code === OVERTAKEN)?.name).not.toMatch(/更名/);
    expect(await publicStatus(2025)).toBe(200);
    const open = (await city.bundle('school', runId, 'PUBLIC')).toString();
    expect(open).not.toMatch(/"ids"|"marker"|"objectionId"/);
    const whole = 'query ($runId: ID!) { assessmentBundleLink(runId: $runId, version: WHOLE) { path } }';
    expect(await refusal('school', whole, { runId })).toBe('ASSESSMENT_BUNDLE_NOT_FOUND');
    verifier.keep('public.json', open);
    expect(await verifier.verify('public.json')).toMatchObject({ exitCode: 0, kind: 'PUBLIC', intact: true });
  });

  it('is told in reports that the worker makes and a signed link opens, the same bytes each time', async () => {
    const letterhead = {
      issuer: '示例市人力资源和社会保障局',
      code: '示人社',
      number: 12,
      recipients: '各技工院校',
      copiesTo: '',
      issuedOn: '2026-12-13',
      printedBy: '示例市人力资源和社会保障局办公室',
      printedOn: '2026-12-13',
    };
    const magic: Record<string, string> = { CIRCULAR: 'PK', WORKBOOK: 'PK', SCHOOL_PAGES: '%PDF', CSV: '\ufeff' };
    for (const kind of Object.keys(magic)) {
      const input = { runId, kind, ...(kind === 'CIRCULAR' ? { letterhead } : {}) };
      const [made, again] = [await city.report('officer', input), await city.report('officer', input)];
      expect([kind, made.sha256]).toEqual([kind, createHash('sha256').update(made.content).digest('hex')]);
      expect([kind, made.content.toString().startsWith(magic[kind] ?? '')]).toEqual([kind, true]);
      expect([kind, again.content.equals(made.content)]).toEqual([kind, true]);
    }
  }, 60_000);

  it('is verified by a program of its own, chained to last year’s', async () => {
    thisYear = await city.bundle('officer', runId, 'WHOLE');
    verifier.keep('2026.json', thisYear);
    const key = `${SIGNING_KEY.id}:${SIGNING_KEY.publicKey.toString('base64')}`;
    expect(await verifier.verify('2026.json', '--public-key', key, '--previous', '2025.json')).toMatchObject({
      exitCode: 0,
      intact: true,
      kind: 'FULL',
      keyKnown: true,
      previous: 'CHECKED',
      differences: [],
    });
  });

  it('shows one changed digit, and whose it is', async () => {
    const text = thisYear.toString();
    const fact = text.indexOf('"PARTNERS":{', text.indexOf(`"code":"${OBJECTING}"`));
    const value = text.indexOf('"value":"', fact) + '"value":"'.length;
    const place = text.indexOf('"', value) - 1;
    const changed = text.slice(0, place) + String((Number(text[place]) + 1) % 10) + text.slice(place + 1);
    verifier.keep('tampered.json', changed);
    const { exitCode, differences } = await verifier.verify('tampered.json');
    expect(exitCode).toBe(1);
    expect(differences).toContainEqual(
      expect.objectContaining({
        part: 'SEAL',
        field: 'facts/PARTNERS',
        organisation: expect.objectContaining({ code: OBJECTING }) as unknown,
      }),
    );
    expect(new Set(differences.flatMap(({ organisation }) => organisation?.code ?? []))).toEqual(new Set([OBJECTING]));
  });

  it('comes out the same to the byte when last year’s bundle is made again', () => {
    const { region, year, run, version, schemes, organisations, marks, corrections, salt, previous } = parseBundle(
      JSON.parse(lastYear.toString()),
    ) as RankingBundle;
    const input = { region, year, run, version, schemes, organisations, marks, corrections, salt, previous };
    expect(bundleText(sealBundle(input, SIGNING_KEY))).toBe(lastYear.toString());
  });
});
