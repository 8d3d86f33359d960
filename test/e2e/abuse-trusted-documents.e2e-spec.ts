import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bureauUsers } from '../support/bureau-users';
import { GraphqlReply, Platform, startPlatform } from '../support/platform';
import { follow, socketOf } from '../support/socket';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
const ME = 'query Me { me { username } }';
const PROGRESS = 'subscription Progress($id: ID!) { complianceRunProgress(id: $id) { status } }';
const OTHER = 'query Other { me { id } }';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('trusted documents (G2)', () => {
  let folder: string;
  let manifest: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sxbq-trusted-'));
    manifest = join(folder, 'manifest.json');
    const operations = [SIGN_IN, ME, PROGRESS].map((body, at) => ({
      id: hashOf(body),
      name: `N${at}`,
      type: 'query',
      body,
    }));
    await writeFile(manifest, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const startWith = async (mode: string): Promise<{ platform: Platform; token: string }> => {
    const platform = await startPlatform(undefined, { TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FILE: manifest });
    const [token = ''] = await bureauUsers(platform, 'officer');
    return { platform, token };
  };
  const sendTo = async (
    { platform, token }: { platform: Platform; token: string },
    body: object,
    headers: Record<string, string> = {},
  ): Promise<GraphqlReply<{ me: object }> & { code: string | undefined }> => {
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: JSON.stringify(body),
    });
    const reply = (await response.json()) as Omit<GraphqlReply<{ me: object }>, 'status'>;
    return { ...reply, status: response.status, code: reply.errors?.[0]?.extensions.code };
  };
  const named = (text: string): object => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
  });

  describe("in the mode 'all'", () => {
    let at: { platform: Platform; token: string };
    beforeAll(async () => (at = await startWith('all')));
    afterAll(() => at.platform.close());

    it('answers a document named by its hash, and the same one in full', async () => {
      expect((await sendTo(at, named(ME))).data).toEqual({ me: { username: 'officer' } });
      expect((await sendTo(at, { query: ME })).data).toEqual({ me: { username: 'officer' } });
    });

    it('refuses every other document with a code, and lets nobody register one', async () => {
      expect(await sendTo(at, { query: OTHER })).toMatchObject({ status: 400, code: 'DOCUMENT_NOT_TRUSTED' });
      expect((await sendTo(at, { query: OTHER, ...named(OTHER) })).code).toBe('DOCUMENT_NOT_TRUSTED');
      expect((await sendTo(at, named(OTHER))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
      expect((await sendTo(at, { query: '{ __schema { types { name } } }' })).code).toBe('DOCUMENT_NOT_TRUSTED');
    });

    it('holds over the socket, too', async () => {
      const client = socketOf(at.platform.url, at.token);
      const codeOf = async (query: string, extensions?: object): Promise<string | undefined> =>
        (await follow(client, query, { id: '4000000000' }, extensions)).errors[0]?.extensions.code;
      expect(await codeOf(PROGRESS)).toBe('COMPLIANCE_RUN_NOT_FOUND');
      expect(await codeOf('', (named(PROGRESS) as { extensions: object }).extensions)).toBe('COMPLIANCE_RUN_NOT_FOUND');
      expect(await codeOf('', (named(OTHER) as { extensions: object }).extensions)).toBe('DOCUMENT_UNKNOWN');
      expect(await codeOf(PROGRESS.replace('status', 'id'))).toBe('DOCUMENT_NOT_TRUSTED');
      await client.dispose();
    });
  });

  describe("in the mode 'portal-only'", () => {
    let at: { platform: Platform; token: string };
    beforeAll(async () => (at = await startWith('portal-only')));
    afterAll(() => at.platform.close());

    it("refuses other documents from pages, and leaves programs' own alone", async () => {
      expect((await sendTo(at, { query: OTHER }, { 'sec-fetch-site': 'same-origin' })).code).toBe(
        'DOCUMENT_NOT_TRUSTED',
      );
      expect((await sendTo(at, { query: OTHER }, { cookie: 'a=b' })).code).toBe('DOCUMENT_NOT_TRUSTED');
      expect((await sendTo(at, { query: ME }, { 'sec-fetch-site': 'same-origin' })).code).toBeUndefined();
      expect((await sendTo(at, { query: OTHER })).code).toBeUndefined();
    });
  });

  it('does not start with a manifest whose hashes are not those of its documents', async () => {
    const forged = join(folder, 'forged.json');
    const operations = [{ id: hashOf(ME), name: 'Me', type: 'query', body: OTHER }];
    await writeFile(forged, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
    for (const file of [forged, join(folder, 'missing.json')]) {
      await expect(
        startPlatform(undefined, { TRUSTED_DOCUMENTS: 'all', TRUSTED_DOCUMENTS_FILE: file }),
      ).rejects.toThrow(/TRUSTED_DOCUMENTS_FILE/);
    }
  });
});
