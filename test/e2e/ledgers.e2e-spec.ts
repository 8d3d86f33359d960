import { OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';
import { csvFile, smallCity, uscc, workbookFile } from '../support/ledger-files';
import { eventually, Platform, startPlatform } from '../support/platform';

const PASSWORD = 'correct horse battery staple';
const IMPORT = `mutation ($input: ImportLedgersInput!) { importLedgers(input: $input) { id status phase mode } }`;
const LOOK = `query ($id: ID!) { ledgerImport(id: $id) {
  id status phase rowsDone rowsTotal errorCount failureCode errorWorkbook
  files { fileName byteSize sha256 }
  counts { sheet created updated unchanged rejected }
  warnings { sheet message }
  errors(limit: 10) { total items { file sheet row column value code message } }
} }`;

interface ImportReply {
  ledgerImport: {
    status: string;
    errorCount: number;
    errorWorkbook: string | null;
    files: { fileName: string }[];
    counts: { sheet: string; created: number; unchanged: number }[];
    errors: { total: number; items: { sheet: string; row: number; column: string; code: string }[] };
  };
}

describe('ledgers over the API, from upload to result', () => {
  let platform: Platform;
  let bureau: string;
  let school: string;
  let enterprise: string;

  beforeAll(async () => {
    platform = await startPlatform();
    await member('hr', Role.HR_BUREAU, { kind: OrganisationKind.BUREAU, regionPrefix: '3204' });
    bureau = await platform.signIn('hr', PASSWORD);
  });
  afterAll(() => platform.close());

  async function member(
    username: string,
    role: Role,
    organisation: { kind: OrganisationKind; regionPrefix: string; schoolId?: number; enterpriseId?: number },
  ): Promise<void> {
    const shape = { schoolId: null, enterpriseId: null, ...organisation };
    await platform.api
      .get(OrganisationsService, { strict: false })
      .ensure({ ...shape, code: `org-${username}`, name: username });
    await platform.api
      .get(UsersService, { strict: false })
      .create({ username, displayName: username, password: PASSWORD, organisationCode: `org-${username}`, role });
  }

  const upload = (token: string | null, fileName: string, content: Uint8Array): Promise<Response> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)]), fileName);
    return fetch(`${platform.url}/ledgers/files`, {
      method: 'POST',
      body: form,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  };
  const uploaded = async (token: string, file: { fileName: string; content: Buffer }): Promise<string> => {
    const response = await upload(token, file.fileName, file.content);
    expect(response.status).toBe(201);
    return ((await response.json()) as { id: string }).id;
  };
  const download = (path: string, token: string): Promise<Response> =>
    fetch(`${platform.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const ended = async (token: string, id: string): Promise<ImportReply['ledgerImport']> => {
    const reply = await eventually(
      () => platform.graphql<ImportReply>(LOOK, { id }, token),
      ({ data }) => !['WAITING', 'RUNNING'].includes(data?.ledgerImport.status),
      60,
    );
    expect(reply.errors).toBeUndefined();
    return reply.data.ledgerImport;
  };
  const bringIn = async (
    token: string,
    file: { fileName: string; content: Buffer },
    mode?: string,
  ): Promise<string> => {
    const input = { fileIds: [await uploaded(token, file)], ...(mode ? { mode } : {}) };
    const reply = await platform.graphql<{ importLedgers: { id: string } }>(IMPORT, { input }, token);
    expect(reply.errors).toBeUndefined();
    return reply.data.importLedgers.id;
  };

  it('imports an uploaded workbook in the worker, and says what became of it', async () => {
    const id = await bringIn(bureau, await workbookFile('城市.xlsx', smallCity()));
    const result = await ended(bureau, id);
    expect(result).toMatchObject({
      status: 'IMPORTED',
      errorCount: 0,
      errorWorkbook: null,
      files: [{ fileName: '城市.xlsx' }],
    });
    expect(result.counts.find(({ sheet }) => sheet === '培训学员')).toMatchObject({ created: 2 });
    const list = await platform.graphql<{ ledgerImports: { total: number; items: { id: string }[] } }>(
      '{ ledgerImports(limit: 10) { total items { id status } } }',
      {},
      bureau,
    );
    expect(list.data.ledgerImports).toMatchObject({ total: 1, items: [{ id }] });
  });

  it('refuses bad cells, lists them, and gives a marked copy', async () => {
    const file = csvFile('指标.csv', [
      ['学校代码', '年度', '指标代码', '指标值'],
      ['S9', '2025', 'SECONDMENTS', '-1'],
    ]);
    const id = await bringIn(bureau, file);
    const result = await ended(bureau, id);
    expect(result).toMatchObject({
      status: 'REFUSED',
      errors: {
        total: 2,
        items: [
          { sheet: '指标', row: 2, column: '学校代码', code: 'UNKNOWN_REFERENCE' },
          { column: '指标值', code: 'NEGATIVE_NUMBER' },
        ],
      },
    });
    const copy = await download(result.errorWorkbook as string, bureau);
    expect(copy.status).toBe(200);
    expect(copy.headers.get('content-type')).toContain('spreadsheetml');
    expect(
      Buffer.from(await copy.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  it('gives out the template and a masked export', async () => {
    const template = await download('/ledgers/template.xlsx', bureau);
    expect(template.status).toBe(200);
    expect((await template.arrayBuffer()).byteLength).toBeGreaterThan(5_000);
    const copy = await download('/ledgers/export.xlsx', bureau);
    expect(copy.status).toBe(200);
    expect(decodeURIComponent(copy.headers.get('content-disposition') ?? '')).toContain('台账');
    const again = await bringIn(bureau, { fileName: '隐去.xlsx', content: Buffer.from(await copy.arrayBuffer()) });
    expect((await ended(bureau, again)).status).toBe('REFUSED');
  });

  it('lets a school import its own rows, and see its own imports only', async () => {
    const [own] = (await platform.dataSource.query("SELECT id FROM school WHERE code = 'S1'")) as [{ id: number }];
    await member('s1', Role.SCHOOL, { kind: OrganisationKind.SCHOOL, regionPrefix: '3204', schoolId: own.id });
    school = await platform.signIn('s1', PASSWORD);
    const rows = [
      ['学校代码', '专业代码', '专业名称'],
      ['S1', '0199', '新专业'],
      ['S2', '0199', '别校的专业'],
    ];
    const id = await bringIn(school, csvFile('专业.csv', rows), 'PARTIAL');
    expect(await ended(school, id)).toMatchObject({
      status: 'PARTLY_IMPORTED',
      errors: { items: [{ row: 3, code: 'OUT_OF_SCOPE' }] },
    });
    const foreign = await platform.graphql(LOOK, { id }, bureau);
    expect(foreign.errors?.[0]?.extensions.code).toBe('LEDGER_IMPORT_NOT_FOUND');
    expect((await download(`/ledgers/imports/${id}/errors.xlsx`, bureau)).status).toBe(404);
    expect((await download(`/ledgers/imports/${id}/errors.xlsx`, school)).status).toBe(200);
  });

  it('refuses whoever is not signed in or may not import', async () => {
    const [partner] = (await platform.dataSource.query('SELECT id FROM enterprise WHERE uscc = ?', [uscc(101)])) as [
      { id: number },
    ];
    await member('e1', Role.ENTERPRISE, {
      kind: OrganisationKind.ENTERPRISE,
      regionPrefix: '3204',
      enterpriseId: partner.id,
    });
    enterprise = await platform.signIn('e1', PASSWORD);
    expect((await upload(null, 'a.csv', Buffer.from('x'))).status).toBe(401);
    await member('inspector', Role.INSPECTOR, { kind: OrganisationKind.BUREAU, regionPrefix: '3204' });
    const inspector = await platform.signIn('inspector', PASSWORD);
    expect((await upload(inspector, 'a.csv', Buffer.from('x'))).status).toBe(403);
    expect((await download('/ledgers/export.xlsx', enterprise)).status).toBe(403);
    expect((await fetch(`${platform.url}/ledgers/template.xlsx`)).status).toBe(401);
    const reply = await platform.graphql(IMPORT, { input: { fileIds: ['1'] } }, inspector);
    expect(reply.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('refuses a file over 20 MiB, a body that is no upload, and ids that are none', async () => {
    const big = await upload(bureau, '大.xlsx', Buffer.alloc(20 * 1024 * 1024 + 10));
    expect(big.status).toBe(413);
    expect(await big.json()).toMatchObject({ error: { code: 'WORKBOOK_TOO_LARGE' } });
    const none = await fetch(`${platform.url}/ledgers/files`, {
      method: 'POST',
      body: '{}',
      headers: { authorization: `Bearer ${bureau}`, 'content-type': 'application/json' },
    });
    expect(await none.json()).toMatchObject({ error: { code: 'LEDGER_UPLOAD_BROKEN_OFF' } });
    for (const [fileIds, code] of [
      [['x'], 'ID_MALFORMED'],
      [['4000000'], 'LEDGER_FILE_NOT_FOUND'],
      [[], 'INPUT_INVALID'],
    ]) {
      const reply = await platform.graphql(IMPORT, { input: { fileIds } }, bureau);
      expect(reply.errors?.[0]?.extensions.code).toBe(code);
    }
  });
});
