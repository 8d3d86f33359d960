import { AssessmentSchemesService } from '@sxbq/assessment';
import { PermissionAudit } from '@sxbq/identity';
import { addDays, Role, shanghaiDate, yearOf } from '@sxbq/kernel';
import { csvFile } from '../support/ledger-files';
import { HttpReply, Journey } from '../support/journey';
import { eventually, startPlatform } from '../support/platform';
import { sealedYear } from '../support/published-years';

const COOKIE = 'sxbq-development';

/**
 * LINK: opened by its link, by who asked for it in that session alone.
 * RECORD: about one record, for those who may see it.
 * OWN: made of what the caller may see; refused to roles without the permission.
 * PUBLIC: for everybody by design.
 */
type Kind = 'LINK' | 'RECORD' | 'OWN' | 'PUBLIC';

interface Download {
  readonly route: string;
  readonly kind: Kind;
  /** Who may have it, somebody of the same organisation, and somebody of another organisation. */
  readonly owner: string;
  readonly colleague: string;
  readonly stranger: string;
  /** The stranger's code; a link says the same to everybody. */
  readonly refusal?: string;
  /** The audit's word for the opening; null: holds nothing of anybody. */
  readonly action: string | null;
  readonly path: () => Promise<string>;
}

describe('everything that is downloaded', () => {
  let journey: Journey;
  let runId: string;
  let attachmentId: string;
  let reportId: string;
  let importId: string;
  let requestId: string;
  const today = shanghaiDate(new Date());

  const linkOf = async (by: string, query: string, variables: object): Promise<string> =>
    (await journey.ask<{ link: { path: string } }>(by, query, variables)).link.path;
  const bundle = (version: string) => () =>
    linkOf('hr', `query ($id: ID!) { link: assessmentBundleLink(runId: $id, version: ${version}) { path } }`, {
      id: runId,
    });
  const officers = { owner: 'hr', colleague: 'hr-2', stranger: 'far-hr' };
  const schools = { owner: 'school', colleague: 'school-2', stranger: 'other-school' };
  const forbidden = { refusal: 'FORBIDDEN' };

  const DOWNLOADS: readonly Download[] = [
    {
      route: 'GET /assessment/attachments/:id',
      kind: 'LINK',
      ...schools,
      action: 'assessment.openAttachment',
      path: () =>
        linkOf('school', 'query ($id: ID!) { link: selfScoreAttachmentLink(id: $id) { path } }', { id: attachmentId }),
    },
    {
      route: 'GET /assessment/bundles/:id/whole',
      kind: 'LINK',
      ...officers,
      action: 'assessment.openBundle',
      path: bundle('WHOLE'),
    },
    {
      route: 'GET /assessment/bundles/:id/public',
      kind: 'LINK',
      ...officers,
      action: 'assessment.openBundle',
      path: bundle('PUBLIC'),
    },
    {
      route: 'GET /reports/:id/file',
      kind: 'LINK',
      ...officers,
      action: 'reports.download',
      path: () => linkOf('hr', 'query ($id: ID!) { link: reportLink(id: $id) { path } }', { id: reportId }),
    },
    {
      route: 'GET /ledgers/imports/:id/errors.xlsx',
      kind: 'RECORD',
      ...schools,
      refusal: 'LEDGER_IMPORT_NOT_FOUND',
      action: 'ledgers.downloadErrors',
      path: () => Promise.resolve(`/ledgers/imports/${importId}/errors.xlsx`),
    },
    {
      route: 'GET /privacy/requests/:id/copy.json',
      kind: 'RECORD',
      ...officers,
      refusal: 'PERSON_REQUEST_NOT_FOUND',
      action: 'privacy.export',
      path: () => Promise.resolve(`/privacy/requests/${requestId}/copy.json`),
    },
    {
      route: 'GET /privacy/requests/:id/copy.csv',
      kind: 'RECORD',
      ...officers,
      refusal: 'PERSON_REQUEST_NOT_FOUND',
      action: 'privacy.export',
      path: () => Promise.resolve(`/privacy/requests/${requestId}/copy.csv`),
    },
    {
      route: 'GET /ledgers/export.xlsx',
      kind: 'OWN',
      owner: 'hr',
      colleague: 'hr-2',
      stranger: 'auditor',
      ...forbidden,
      action: 'ledgers.export',
      path: () => Promise.resolve('/ledgers/export.xlsx'),
    },
    {
      route: 'GET /ledgers/template.xlsx',
      kind: 'OWN',
      ...schools,
      stranger: 'auditor',
      ...forbidden,
      action: null,
      path: () => Promise.resolve('/ledgers/template.xlsx'),
    },
    {
      route: 'GET /audit/entries.csv',
      kind: 'OWN',
      owner: 'auditor',
      colleague: 'auditor-2',
      stranger: 'school',
      ...forbidden,
      action: 'audit.export',
      path: () => Promise.resolve(`/audit/entries.csv?from=${today}&to=${today}`),
    },
    ...['GET /rankings/:region/:year', 'GET /rankings/:region/:year/bundle', 'GET /notices/:region/:year'].map(
      (route): Download => ({
        route,
        kind: 'PUBLIC',
        ...officers,
        action: null,
        path: () =>
          Promise.resolve(
            route
              .slice(4)
              .replace(':region', '3204')
              .replace(':year', String(yearOf(today) - 1)),
          ),
      }),
    ),
  ];
  /** Routes that give out no file of anybody: how the process is, and where the browser is sent to sign in. */
  const NO_FILES = ['/livez', '/readyz', '/metrics', '/sign-in/'];

  beforeAll(async () => {
    journey = new Journey(await startPlatform());
    const { api, dataSource } = journey.platform;
    await api.get(AssessmentSchemesService, { strict: false }).seedDefault();
    const insert = async (sql: string, values: unknown[] = []): Promise<string> =>
      String(((await dataSource.query(sql, values)) as { insertId: number }).insertId);
    const school = (code: string) =>
      insert('INSERT INTO school (code, name, region_code) VALUES (?, ?, ?)', [code, `示例${code}学校`, '320411']);
    const place = { regionPrefix: '3204' };
    await journey.enter('hr', Role.HR_BUREAU, place);
    await journey.enter('far-hr', Role.HR_BUREAU, { regionPrefix: '3301' });
    await journey.enter('school', Role.SCHOOL, { ...place, schoolId: await school('DL-1') });
    await journey.enter('other-school', Role.SCHOOL, { ...place, schoolId: await school('DL-2') });
    await journey.enter('auditor', Role.AUDIT_ADMINISTRATOR, {});
    for (const [name, role] of [
      ['hr', Role.HR_BUREAU],
      ['school', Role.SCHOOL],
      ['auditor', Role.AUDIT_ADMINISTRATOR],
    ] as const)
      await journey.enter(`${name}-2`, role, { organisation: name });

    runId = String((await sealedYear(dataSource, yearOf(today) - 1)).runId);
    await dataSource.query('UPDATE assessment_run SET published_at = NOW(6) WHERE id = ?', [runId]);
    reportId = await insert(
      `INSERT INTO report (run_id, region_prefix, kind, subject, audience, draft, status, requested_at, changed_at)
       VALUES (?, '3204', 'CSV', 'SCHOOL', 'INTERNAL', 0, 'DONE', NOW(6), NOW(6))`,
      [runId],
    );
    await insert("INSERT INTO report_chunk (report_id, position, content) VALUES (?, 0, 'a,b')", [reportId]);
    for (const name of ['hr', 'hr-2', 'far-hr', 'auditor', 'auditor-2']) await journey.stepUp(name);
    attachmentId = await anAttachment();
    importId = await aRefusedImport();
    requestId = await aGrantedRequest();
  });
  afterAll(() => journey.close());

  async function anAttachment(): Promise<string> {
    const { run } = await journey.ask<{ run: { id: string; revision: number } }>(
      'hr',
      'mutation ($input: CreateAssessmentRunInput!) { run: createAssessmentRun(input: $input) { id revision } }',
      { input: { year: yearOf(today), selfScoreUntil: addDays(today, 30), enterpriseSchemeId: null } },
    );
    await journey.ask('hr', 'mutation ($id: ID!, $r: Int!) { openAssessmentRun(id: $id, revision: $r) { status } }', {
      id: run.id,
      r: run.revision,
    });
    const { score } = await journey.ask<{ score: { id: string } }>(
      'school',
      'mutation ($input: SaveSelfScoreInput!) { score: saveSelfScore(input: $input) { id } }',
      { input: { runId: run.id, goal: 'CURRICULUM', points: '4.5', narrative: '示例说明' } },
    );
    const form = new FormData();
    form.append('file', new Blob([Buffer.from('%PDF-1.7')]), '材料.pdf');
    const reply = await fetch(`${journey.platform.url}/assessment/self-scores/${score.id}/attachments`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${journey.tokenOf('school')}` },
    });
    return ((await reply.json()) as { id: string }).id;
  }

  async function aRefusedImport(): Promise<string> {
    const stored = await journey.upload(
      'school',
      csvFile('班级.csv', [
        ['学校代码', '班级代码'],
        ['DL-1', ''],
      ]),
    );
    const { id: fileId } = JSON.parse(stored.body.toString()) as { id: string };
    const { begun } = await journey.ask<{ begun: { id: string } }>(
      'school',
      'mutation ($input: ImportLedgersInput!) { begun: importLedgers(input: $input) { id } }',
      { input: { fileIds: [fileId] } },
    );
    await eventually(
      () =>
        journey.ask<{ ledgerImport: { status: string } }>(
          'school',
          'query ($id: ID!) { ledgerImport(id: $id) { status } }',
          begun,
        ),
      ({ ledgerImport: { status } }) => status === 'REFUSED',
      60,
    );
    return begun.id;
  }

  async function aGrantedRequest(): Promise<string> {
    const { received } = await journey.ask<{ received: { id: string } }>(
      'hr',
      'mutation ($input: ReceivePersonRequestInput!) { received: receivePersonRequest(input: $input) { id } }',
      { input: { kind: 'ACCESS', idNumber: '11010519491231002X', name: '示例甲', proof: 'IN_PERSON' } },
    );
    await journey.ask(
      'hr',
      'mutation ($input: DecidePersonRequestInput!) { decidePersonRequest(input: $input) { id } }',
      { input: { requestId: received.id, grant: true } },
    );
    return received.id;
  }

  const get = async (path: string, headers: Record<string, string>): Promise<HttpReply> => {
    const reply = await fetch(`${journey.platform.url}${path}`, { headers });
    return { status: reply.status, headers: reply.headers, body: Buffer.from(await reply.arrayBuffer()) };
  };
  const bearing = (token: string) => ({ authorization: `Bearer ${token}` });
  const as = (name: string) => bearing(journey.tokenOf(name));
  const codeOf = ({ status, body }: HttpReply): unknown => {
    if (status === 200) return 'GIVEN';
    return (JSON.parse(body.toString()) as { error: { code: string } }).error.code;
  };
  const audited = async (action: string, code: string | null): Promise<number> => {
    const [row] = (await journey.platform.owner.query(
      `SELECT COUNT(*) AS number FROM audit_entry
        WHERE action = ? AND result = ? AND (? IS NULL OR JSON_VALUE(details, '$.code') = ?)`,
      [action, code === null ? 'DONE' : 'REFUSED', code, code],
    )) as [{ number: number | string }];
    return Number(row.number);
  };
  /** Refused, with an entry that says so; a refusal is recorded once the answer is out. */
  const refusedTo = async (path: string, headers: Record<string, string>, code: string): Promise<void> => {
    const [before] = (await journey.platform.owner.query(
      "SELECT COALESCE(MAX(id), 0) AS last FROM audit_entry WHERE result = 'REFUSED'",
    )) as [{ last: number | string }];
    expect(codeOf(await get(path, headers))).toBe(code);
    const refusals = () =>
      journey.platform.owner.query("SELECT details FROM audit_entry WHERE result = 'REFUSED' AND id > ?", [
        before.last,
      ]) as Promise<{ details: unknown }[]>;
    // Who is refused over and over, as nobody is here, is counted instead.
    if (!code.endsWith('NOT_FOUND') && code !== 'UNAUTHENTICATED')
      expect(JSON.stringify(await eventually(refusals, (found) => found.length > 0))).toContain(code);
  };

  it('is in the table: a new way to give out files is decided upon', () => {
    const routes = journey.platform.api
      .get(PermissionAudit, { strict: false })
      .operations()
      .filter(({ kind, name }) => kind === 'HTTP' && name.startsWith('GET '))
      .map(({ name }) => name)
      .filter((name) => !NO_FILES.some((prefix) => name.startsWith(`GET ${prefix}`)));
    expect(DOWNLOADS.map(({ route }) => route).sort()).toEqual(routes.sort());
  });

  const each = (...kinds: Kind[]) => DOWNLOADS.filter(({ kind }) => kinds.includes(kind));

  describe.each(each('LINK', 'RECORD', 'OWN'))(
    '$route',
    ({ kind, owner, colleague, stranger, refusal, action, path }) => {
      it('goes to who may have it, by token and by cookie, is not kept on the way, and is audited', async () => {
        const address = await path();
        const before = action === null ? 0 : await audited(action, null);
        for (const headers of [as(owner), { cookie: `${COOKIE}=${journey.tokenOf(owner)}` }]) {
          const reply = await get(address, headers);
          expect(codeOf(reply)).toBe('GIVEN');
          expect(reply.headers.get('cache-control')).toBe('no-store');
          expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
          expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
        }
        if (action !== null) expect(await audited(action, null)).toBe(before + 2);
      });

      it('goes to nobody without a sign-in, and not after it ended', async () => {
        const address = await path();
        expect(codeOf(await get(address, {}))).toBe('UNAUTHENTICATED');
        const ended = await journey.newToken(owner);
        await journey.platform.graphql('mutation { signOut }', {}, ended);
        expect(codeOf(await get(address, bearing(ended)))).toBe('UNAUTHENTICATED');
      });

      it('goes to nobody of another organisation', async () => {
        await refusedTo(await path(), as(stranger), kind === 'LINK' ? 'DOWNLOAD_LINK_OF_ANOTHER' : String(refusal));
      });

      if (kind === 'LINK') {
        it('goes to no colleague, nor to the same person in another session', async () => {
          const address = await path();
          await refusedTo(address, as(colleague), 'DOWNLOAD_LINK_OF_ANOTHER');
          expect(codeOf(await get(address, bearing(await journey.newToken(owner))))).toBe('DOWNLOAD_LINK_OF_ANOTHER');
        });

        it('opens nothing without its token, and no other record', async () => {
          const address = await path();
          expect(codeOf(await get(address.split('?')[0] as string, as(owner)))).toBe('DOWNLOAD_LINK_INVALID');
          expect(codeOf(await get(address.replace(/\/\d+/, '/4000000'), as(owner)))).toBe('DOWNLOAD_LINK_INVALID');
        });
      }
    },
  );

  it.each(each('PUBLIC'))('$route asks nobody who they are', async ({ path }) => {
    expect(codeOf(await get(await path(), {}))).not.toBe('UNAUTHENTICATED');
  });

  it.each(each('LINK'))(
    '$route is dead once who asked for it has signed out or was shut out',
    async ({ owner, path }) => {
      await journey.signIn(owner);
      const address = await path();
      const session = as(owner);
      await journey.platform.graphql('mutation { signOut }', {}, journey.tokenOf(owner));
      expect(codeOf(await get(address, session))).toBe('UNAUTHENTICATED');
      await journey.signIn(owner);
      expect(codeOf(await get(address, as(owner)))).toBe('DOWNLOAD_LINK_OF_ANOTHER');
      const again = await path();
      const setDisabled = (disabled: boolean) =>
        journey.platform.owner.query('UPDATE `user` SET disabled_at = IF(?, NOW(6), NULL) WHERE username = ?', [
          disabled,
          owner,
        ]);
      await setDisabled(true);
      expect(codeOf(await get(again, as(owner)))).toBe('UNAUTHENTICATED');
      await setDisabled(false);
    },
  );

  it('by link goes to the machine client whose key asked for it, and to no other key', async () => {
    await journey.signIn('school');
    await journey.stepUp('school');
    const clientOf = async (name: string) => {
      const { made } = await journey.ask<{ made: { key: string; client: { id: string } } }>(
        'school',
        'mutation ($input: CreateMachineClientInput!) { made: createMachineClient(input: $input) { key client { id } } }',
        { input: { name, permissions: ['assessment.read'], lifeDays: 30 } },
      );
      return made;
    };
    const [own, other] = [await clientOf('教务系统'), await clientOf('档案系统')];
    const { data } = await journey.platform.graphql<{ link: { path: string } }>(
      'query ($id: ID!) { link: selfScoreAttachmentLink(id: $id) { path } }',
      { id: attachmentId },
      own.key,
    );
    const { path } = data.link;
    const before = await audited('assessment.openAttachment', null);
    const reply = await get(path, bearing(own.key));
    expect(codeOf(reply)).toBe('GIVEN');
    expect(reply.body.toString()).toBe('%PDF-1.7');
    expect(await audited('assessment.openAttachment', null)).toBe(before + 1);
    await refusedTo(path, bearing(other.key), 'DOWNLOAD_LINK_OF_ANOTHER');
    expect(codeOf(await get(path, as('school')))).toBe('DOWNLOAD_LINK_OF_ANOTHER');
    await journey.ask('school', 'mutation ($id: ID!) { revokeMachineClient(id: $id) { id } }', { id: own.client.id });
    expect(codeOf(await get(path, bearing(own.key)))).toBe('UNAUTHENTICATED');
  });
});
