import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustedDocumentsManifest } from './trusted-documents';

const SCHEMA = 'type School { id: ID! name: String! } type Query { schools: [School!]! me: ID }';

describe('the manifest of trusted documents', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'sxbq-documents-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const manifestOf = async (files: Record<string, string>): Promise<unknown> => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const text = await trustedDocumentsManifest(folder, SCHEMA);
    return text === null ? null : JSON.parse(text);
  };

  it('holds each operation with its fragments under the hash of its text, in order of names', async () => {
    const body = 'query Schools {\n  schools {\n    ...Row\n  }\n}\n\nfragment Row on School {\n  id\n  name\n}';
    expect(
      await manifestOf({
        'b.graphql': 'query Schools { schools { ...Row } } query Me { me }',
        'a.graphql': 'fragment Row on School { id name } fragment Unused on School { id }',
        'readme.md': 'query Other { me }',
      }),
    ).toMatchObject({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [
        { name: 'Me', type: 'query' },
        { name: 'Schools', type: 'query', body, id: createHash('sha256').update(body).digest('hex') },
      ],
    });
  });

  it('is absent without documents', async () => {
    expect(await manifestOf({})).toBeNull();
    expect(await trustedDocumentsManifest(join(folder, 'missing'), SCHEMA)).toBeNull();
  });

  it.each([
    ['does not fit the schema', 'query Schools { schools { secret } }'],
    ['has no name', '{ me }'],
    ['has the name of another one', 'query A { me } query A { me }'],
    ['lacks a fragment', 'query A { schools { ...Missing } }'],
  ])('refuses an operation that %s', async (_what, text) => {
    await expect(manifestOf({ 'a.graphql': text })).rejects.toThrow();
  });
});
