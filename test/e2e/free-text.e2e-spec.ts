import { AssessmentSchemesService } from '@sxbq/assessment';
import { addDays, FixedClock, Role, yearOf } from '@sxbq/kernel';
import { RedisConnections } from '@sxbq/platform';
import { FirstDay } from '../support/first-day';
import { lettered, TODAY } from '../support/first-day-city';
import { csvFile } from '../support/ledger-files';
import { eventually } from '../support/platform';
import { personalNumbersAtRest, somebodysNumbersIn } from '../support/personal-data-scan';

/** Its check character would be another one. */
const ID_NUMBER = '110105194912310021';
const WRITTEN = `报名找王老师 138 1234 5678（微信１３９１２３４５６７８），证件 ${ID_NUMBER}，协议 1504-2026-001，价 13800000000元`;
const SHOWN =
  '报名找王老师 138 **** 5678（微信１３９****５６７８），证件 110***********0021，协议 1504-2026-001，价 13800000000元';

interface StoredName {
  readonly id: string;
  readonly fileName: string;
  readonly warnings: readonly string[];
}

interface Warning {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

/** Numbers of persons in what people write: taken with a warning, shown masked, and nowhere else. */
describe('numbers in free texts', () => {
  let day: FirstDay;
  let schoolId: string;

  beforeAll(async () => {
    day = await FirstDay.begin(new FixedClock(new Date(`${TODAY}T04:00:00Z`)));
    await day.enter('hr', Role.HR_BUREAU, { regionPrefix: '3204' });
    const made = await day.step(
      'hr',
      'createSchool(input: { code: "3204801", name: "示例技师学院", regionCode: "320411" }) { id }',
    );
    schoolId = String(made['id']);
    const firm = await day.step(
      'hr',
      `createEnterprise(input: { uscc: "${lettered(1)}", name: "示例机电公司", regionCode: "320411" }) { id }`,
    );
    await day.enter('school', Role.SCHOOL, { regionPrefix: '3204', schoolId });
    await day.enter('firm', Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: String(firm['id']) });
  });
  afterAll(() => day.close());

  const offer = (more: object) => ({
    schoolId,
    code: 'CD-1',
    name: '车工高级工班',
    occupationEdition: '2022 draft',
    grade: 3,
    seats: 3,
    occupationCode: '6-18-01-01',
    startsOn: '2026-06-01',
    endsOn: TODAY,
    validUntil: TODAY,
    price: 1_200,
    ...more,
  });
  const draft = (input: object) =>
    day.platform.graphql<{ made: { id: string; revision: number; description: string } }>(
      'mutation ($input: TrainingOfferInput!) { made: draftTrainingOffer(input: $input) { id revision description } }',
      { input },
      day.tokenOf('school'),
    );

  it('are taken with a warning that says where, and shown masked to everybody', async () => {
    const reply = (await draft(offer({ description: WRITTEN }))) as Awaited<ReturnType<typeof draft>> & {
      extensions?: { warnings?: Warning[] };
    };
    expect(reply.errors).toBeUndefined();
    expect(reply.data.made.description).toBe(SHOWN);
    expect(reply.extensions?.warnings).toEqual([
      {
        code: 'PERSONAL_NUMBER_IN_TEXT',
        path: ['made', 'input', 'description'],
        message: expect.stringContaining('含有手机号码或身份证号码') as string,
      },
    ]);
    const { id, revision } = reply.data.made;
    await day.step('school', `publishTrainingOffer(id: "${id}", revision: ${revision}) { id }`);
    const query = '{ trainingOffers { items { description } } }';
    for (const reader of ['hr', 'firm', 'school']) {
      const { trainingOffers } = await day.ask<{ trainingOffers: { items: { description: string }[] } }>(reader, query);
      expect(trainingOffers.items).toEqual([{ description: SHOWN }]);
    }
    expect(somebodysNumbersIn(day.answers.join('\n'))).toEqual([]);
  });

  it('are no reason to warn where there are none', async () => {
    const reply = await draft(offer({ code: 'CD-2', description: '周末开班，协议 1504-2026-001' }));
    expect(reply.errors).toBeUndefined();
    expect(reply).not.toHaveProperty('extensions');
  });

  it('that are saved as they were shown are told as lost', async () => {
    const reply = (await draft(offer({ code: 'CD-3', description: SHOWN }))) as {
      extensions?: { warnings?: Warning[] };
    };
    expect(reply.extensions?.warnings?.map(({ code }) => code)).toEqual(['MASKED_NUMBER_IN_TEXT']);
  });

  describe('in names of files', () => {
    const named = (extension: string) => `王老师 13912345678.${extension}`;
    const shown = (extension: string) => `王老师 139****5678.${extension}`;
    const year = yearOf(TODAY);

    it('of a ledger are masked for good: in the answer, the import, its errors and the copy of them', async () => {
      const rows = [
        ['学校代码', '班级代码'],
        ['3204801', ''],
      ];
      const stored = JSON.parse(
        (await day.upload('school', csvFile(named('csv'), rows))).body.toString(),
      ) as StoredName;
      expect(stored.fileName).toBe(shown('csv'));
      expect(stored.warnings).toEqual([expect.stringContaining('文件名')]);
      const { begun } = await day.ask<{ begun: { id: string } }>(
        'school',
        'mutation ($input: ImportLedgersInput!) { begun: importLedgers(input: $input) { id } }',
        { input: { fileIds: [stored.id] } },
      );
      const query = `query ($id: ID!) { ledgerImport(id: $id) { status errors { items { file message } } } }`;
      const { ledgerImport } = await eventually(
        () =>
          day.ask<{ ledgerImport: { status: string; errors: { items: { file: string }[] } } }>('school', query, begun),
        ({ ledgerImport: { status } }) => status === 'REFUSED',
        60,
      );
      expect(new Set(ledgerImport.errors.items.map(({ file }) => file))).toEqual(new Set([shown('csv')]));
      const copy = await day.download('school', `/ledgers/imports/${begun.id}/errors.xlsx`);
      expect(copy.status).toBe(200);
      const name = decodeURIComponent(copy.headers.get('content-disposition') ?? '');
      expect(somebodysNumbersIn(name)).toEqual([]);
    });

    it('of an attachment are masked for good: in the answer and in the header of the file', async () => {
      await day.platform.api.get(AssessmentSchemesService, { strict: false }).seedDefault();
      const run = await day.step(
        'hr',
        `createAssessmentRun(input: { year: ${year}, selfScoreUntil: "${addDays(TODAY, 30)}", enterpriseSchemeId: null }) { id revision }`,
      );
      await day.step('hr', `openAssessmentRun(id: "${run['id']}", revision: ${run['revision']}) { id }`);
      const score = await day.step(
        'school',
        `saveSelfScore(input: { runId: "${run['id']}", goal: "CURRICULUM", points: "4.5", narrative: "联系 13912345678" }) { id narrative }`,
      );
      expect(score['narrative']).toBe('联系 139****5678');
      const form = new FormData();
      form.append('file', new Blob([Buffer.from('%PDF-1.7')]), named('pdf'));
      const sent = await fetch(`${day.platform.url}/assessment/self-scores/${score['id']}/attachments`, {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${day.tokenOf('school')}` },
      });
      const stored = (await sent.json()) as StoredName;
      expect(stored).toMatchObject({ fileName: shown('pdf'), warnings: [expect.stringContaining('文件名')] });
      const { link } = await day.ask<{ link: { path: string } }>(
        'hr',
        'query ($id: ID!) { link: selfScoreAttachmentLink(id: $id) { path } }',
        { id: stored.id },
      );
      const file = await day.download('hr', link.path);
      expect(file.status).toBe(200);
      expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain(shown('pdf'));
      expect(somebodysNumbersIn(day.answers.join('\n'))).toEqual([]);
    });
  });

  it('stand in the text that was written and in no other place: no table, key, job, audit entry', async () => {
    const kept = (await day.platform.dataSource.query(
      "SELECT description FROM training_offer WHERE code = 'CD-1'",
    )) as { description: string }[];
    expect(kept).toEqual([{ description: WRITTEN }]);
    const redis = day.platform.api.get(RedisConnections, { strict: false }).shared();
    expect(await personalNumbersAtRest(day.platform.dataSource, redis)).toEqual({});
  });
});
