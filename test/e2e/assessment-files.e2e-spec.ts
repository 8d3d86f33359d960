import { AssessmentSchemesService } from '@sxbq/assessment';
import { addDays, Role, shanghaiDate, yearOf } from '@sxbq/kernel';
import { Journey } from '../support/journey';
import { startPlatform } from '../support/platform';

const PDF = Buffer.from('%PDF-1.7\n示例材料');

describe('files of the year end over HTTP', () => {
  let journey: Journey;
  const today = shanghaiDate(new Date());

  beforeAll(async () => {
    journey = new Journey(await startPlatform());
    await journey.platform.api.get(AssessmentSchemesService, { strict: false }).seedDefault();
    await journey.enter('bureau', Role.HR_BUREAU, { regionPrefix: '3204' });
    const { insertId } = (await journey.platform.dataSource.query(
      "INSERT INTO school (code, name, region_code) VALUES ('FJ-S', '示例附件技工学校', '320411')",
    )) as { insertId: number };
    await journey.enter('school', Role.SCHOOL, { regionPrefix: '3204', schoolId: String(insertId) });
  });
  afterAll(() => journey.close());

  const address = (path: string): string => `${journey.platform.url}${path}`;
  const attach = (selfScoreId: string, name: string, content: Buffer, username = 'school'): Promise<Response> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)]), name);
    const headers = { authorization: `Bearer ${journey.tokenOf(username)}` };
    return fetch(address(`/assessment/self-scores/${selfScoreId}/attachments`), {
      method: 'POST',
      headers,
      body: form,
    });
  };

  it('an attachment goes in for its school and comes out by a link', async () => {
    const { run } = await journey.ask<{ run: { id: string; revision: number } }>(
      'bureau',
      'mutation ($input: CreateAssessmentRunInput!) { run: createAssessmentRun(input: $input) { id revision } }',
      { input: { year: yearOf(today), selfScoreUntil: addDays(today, 30), enterpriseSchemeId: null } },
    );
    await journey.ask(
      'bureau',
      'mutation ($id: ID!, $r: Int!) { openAssessmentRun(id: $id, revision: $r) { status } }',
      {
        id: run.id,
        r: run.revision,
      },
    );
    const { score } = await journey.ask<{ score: { id: string } }>(
      'school',
      'mutation ($input: SaveSelfScoreInput!) { score: saveSelfScore(input: $input) { id } }',
      { input: { runId: run.id, goal: 'CURRICULUM', points: '4.5', narrative: '示例说明' } },
    );
    const stored = await attach(score.id, '材料.pdf', PDF);
    expect(stored.status).toBe(201);
    const { id } = (await stored.json()) as { id: string };
    expect((await attach(score.id, '程序.exe', PDF)).status).toBe(400);
    expect((await attach(score.id, '材料.pdf', PDF, 'bureau')).status).toBe(403);
    const { link } = await journey.ask<{ link: { path: string } }>(
      'bureau',
      'query ($id: ID!) { link: selfScoreAttachmentLink(id: $id) { path } }',
      { id },
    );
    const headers = { authorization: `Bearer ${journey.tokenOf('bureau')}` };
    const opened = await fetch(address(link.path), { headers });
    expect(opened.status).toBe(200);
    expect(opened.headers.get('content-type')).toBe('application/pdf');
    expect(opened.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await opened.arrayBuffer())).toEqual(PDF);
    expect((await fetch(address(link.path))).status).toBe(401);
  });

  it('a notice is nobody’s before it begins', async () => {
    const reply = await fetch(address(`/notices/3204/${yearOf(today)}`));
    expect(reply.status).toBe(404);
    expect(await reply.text()).toContain('ASSESSMENT_NOT_NOTICED');
  });
});
