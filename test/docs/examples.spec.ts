import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The GraphQL of a page: its graphql blocks, the documents given to `gql`, and queries inside JSON and scripts. */
function documentsOf(page: string): string[] {
  const patterns = [
    /```graphql\n(.*?)```/gs,
    /^gql << END\n(.*?)^END$/gms,
    /"query": "(.*?)"/g,
    /const query = '(.*?)'/g,
  ];
  return patterns.flatMap((pattern) => [...page.matchAll(pattern)].map(([, document]) => filledIn(document ?? '')));
}

/** Shell variables stand for ids, a year and a day. */
function filledIn(document: string): string {
  return document.replace('"$TODAY"', '"2026-01-01"').replace(/(: |\[)\$[A-Z]+/g, '$11');
}

describe('the GraphQL of the documentation', () => {
  const schema = buildSchema(read('apps/api/schema.graphql'));

  it.each([
    ['docs/examples.md', 22],
    ['README.md', 1],
  ])('of %s fits the schema', (file, expected) => {
    const documents = documentsOf(read(file));
    expect(documents.length).toBeGreaterThanOrEqual(expected);
    for (const document of documents) {
      expect([document, validate(schema, parse(document)).map(({ message }) => message)]).toEqual([document, []]);
    }
  });
});
