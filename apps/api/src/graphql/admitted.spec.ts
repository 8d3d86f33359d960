import { buildSchema, getOperationAST, GraphQLError, GraphQLObjectType, GraphQLScalarType, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { assertAdmitted } from './admitted';
import { valuesIn } from './variables';
import { assertDocumentLength, costOrRefusal, documentRefusal, PARSE_OPTIONS } from './limits';

const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
/** Bodies are bounded by this (create-api.ts). */
const BODY = 190_000;
/** What a request may cost in all; before these limits the like cost seconds to minutes. */
const CPU_MS = 100;

interface Attack {
  readonly what: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly code: string | null;
}

const repeat = (times: number, text: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => text(at)).join(' ');
const list = <T>(length: number, value: (at: number) => T): T[] => Array.from({ length }, (_, at) => value(at));
const unknownFields = (count: number): object => Object.fromEntries(list(count, (at) => [`k${at}`, 1]));
const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
};
const FILTER = 'query ($f: AgreementFilterInput) { agreements(filter: $f) { total } }';
const IDS = 'mutation ($s: [ID!]!) { chooseAssessmentMarkers(id: 1, revision: 1, membershipIds: $s) { id } }';
const KINDS = 'mutation ($s: [AgreementKind!]) { editAgreement(input: { id: 1, revision: 1, kinds: $s }) { id } }';
const SEARCH = 'query ($q: String) { schools(filter: { search: $q }) { total } }';
const TOO_LARGE = 'VARIABLES_TOO_LARGE';

const VARIABLES: readonly Attack[] = [
  { what: 'unknown fields at the body limit', query: FILTER, variables: { f: unknownFields(26_000) }, code: TOO_LARGE },
  {
    what: 'unknown fields, as many as are read',
    query: FILTER,
    variables: { f: unknownFields(20_000) },
    code: 'BAD_USER_INPUT',
  },
  {
    what: 'wrong list members at the body limit',
    query: KINDS,
    variables: { s: list(60_000, () => ({})) },
    code: TOO_LARGE,
  },
  {
    what: 'wrong list members, as many as are read',
    query: KINDS,
    variables: { s: list(24_000, () => ({})) },
    code: 'BAD_USER_INPUT',
  },
  {
    what: 'wrong enum values, as many as are read',
    query: KINDS,
    variables: { s: list(24_000, (at) => `E${at}`) },
    code: 'BAD_USER_INPUT',
  },
  {
    what: 'one enum value as long as the body',
    query: KINDS,
    variables: { s: ['x'.repeat(BODY)] },
    code: 'BAD_USER_INPUT',
  },
  {
    what: 'a field name as long as the body',
    query: FILTER,
    variables: { f: { ['x'.repeat(BODY)]: 1 } },
    code: 'BAD_USER_INPUT',
  },
  { what: 'objects in objects', query: FILTER, variables: { f: nested(30_000, (a) => ({ a })) }, code: TOO_LARGE },
  { what: 'lists in lists', query: KINDS, variables: { s: nested(90_000, (a) => [a]) }, code: TOO_LARGE },
  {
    what: 'variables that no operation has',
    query: '{ me { id } }',
    variables: { ...unknownFields(26_000) },
    code: TOO_LARGE,
  },
  {
    what: 'as many values as are read, all of them right',
    query: IDS,
    variables: { s: list(24_000, (at) => at) },
    code: null,
  },
  { what: 'a text as long as the body', query: SEARCH, variables: { q: '%'.repeat(BODY) }, code: null },
];

const on = (type: string, times: number, text: (at: number) => string): string =>
  repeat(times, (at) => `fragment F${at} on ${type} { ${text(at)} }`);

const DOCUMENTS: readonly Attack[] = [
  {
    what: 'the same field hundreds of times',
    query: `{ me { ${repeat(700, () => 'id')} } }`,
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'the same fragment a hundred times',
    query: `{ me { ${repeat(180, () => '... on Me { id }')} } }`,
    code: 'QUERY_TOO_COSTLY',
  },
  { what: 'unknown fields', query: `{ me { ${repeat(1_400, (at) => `x${at}`)} } }`, code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    what: 'fields that conflict, far down in the text',
    query: `${'\n'.repeat(40_000)}{ me { ${repeat(90, () => 'id(a: 1)')} } me { ${repeat(90, () => 'id(a: 2)')} } }`,
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'a text of newlines as long as the body',
    query: `${'\n'.repeat(BODY)}{ me { id } }`,
    code: 'QUERY_TOO_LONG',
  },
  {
    what: 'wrong values in a list',
    query: `{ graduates(filter: { statuses: [${repeat(1_300, (at) => `E${at}`)}] }) { total } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'variables without use',
    query: `query (${repeat(290, (at) => `$v${at}: ID`)}) { me { id } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'fragments that double at every level',
    query: `{ ...F0 } ${on('Query', 100, (at) => `...F${at + 1} ...F${at + 1}`)} fragment F100 on Query { me { id } }`,
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'fragments that double and are used by nothing',
    query: `{ me { id } } ${on('Query', 100, (at) => `...F${at + 1} ...F${at + 1}`)} fragment F100 on Query { me { id } }`,
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'fragments in a circle',
    query: `{ ...F0 } ${on('Query', 100, (at) => `...F${(at + 1) % 100} ...F${(at + 7) % 100}`)}`,
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'a long list wherever a fragment stands',
    query: `{ ${repeat(40, () => '...A')} } fragment A on Query { ${repeat(30, () => '...C')} } fragment C on Query { agreements(filter: { status: [${repeat(900, () => 'ACTIVE')}] }) { total } }`,
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'many fields with one fragment of many',
    query: `{ ${repeat(120, (at) => `me { ...F0 ${at % 2 ? 'id' : 'displayName'} }`)} } ${on('Me', 1, () => repeat(500, () => 'id'))}`,
    code: 'QUERY_TOO_COSTLY',
  },
];

/** As the server goes about it; what was paid is given with it. */
async function admit({ query, variables = {} }: Pick<Attack, 'query' | 'variables'>, stranger: boolean) {
  let paid = 0;
  const pay = (points: number): void => void (paid += points);
  try {
    assertDocumentLength(query);
    const document = parse(query, PARSE_OPTIONS);
    const sent = { schema, document, operation: getOperationAST(document), variables, newCharacters: query.length };
    await assertAdmitted(sent, { stranger, pay }, { introspection: false });
    return { refused: null, paid };
  } catch (refused) {
    if (refused instanceof GraphQLError) return { refused, paid };
    throw refused;
  }
}

/** Milliseconds of the processor for it, the least of a few tries: others' work makes it more and never less. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < 3; attempt++) {
    const started = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(started);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

describe('what an operation may cost before anybody is asked who they are (G1)', () => {
  // What is compiled in the first moments is not the attacks' doing.
  beforeAll(async () => {
    for (const attack of [...VARIABLES, ...DOCUMENTS]) await admit(attack, false);
  });

  it.each([...VARIABLES, ...DOCUMENTS])('of a stranger: $what', async (attack) => {
    expect(await cpuOf(() => admit(attack, true))).toBeLessThan(CPU_MS);
    const { refused } = await admit(attack, true);
    const isLarge = valuesIn(attack.variables ?? {}, { stranger: true }) === Infinity;
    expect(refused?.extensions['code'] ?? null).toBe(isLarge ? TOO_LARGE : attack.code);
  });

  it.each(VARIABLES)('of somebody known: $what', async (attack) => {
    const { refused, paid } = await admit(attack, false);
    expect(refused?.extensions['code'] ?? null).toBe(attack.code);
    if (refused) expect(await cpuOf(() => admit(attack, false))).toBeLessThan(CPU_MS);
    const values = valuesIn(attack.variables ?? {}, { stranger: false });
    if (values !== Infinity) expect(paid).toBeGreaterThanOrEqual(Math.floor(values / 100));
  });

  it('reads no value after the first that does not fit', () => {
    const strict = buildSchema('scalar Strict type Query { a(list: [Strict!]): Int }');
    let read = 0;
    (strict.getType('Strict') as GraphQLScalarType).parseValue = () => {
      read++;
      throw new TypeError('does not fit');
    };
    const document = parse('query ($list: [Strict!]) { a(list: $list) }', PARSE_OPTIONS);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const refused = costOrRefusal({ schema: strict, document, operation, variables: { list: list(3_000, () => 1) } });
    expect(refused).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(read).toBe(1);
  });

  it('names the place of a value that does not fit, and never the value', async () => {
    const secret = '110101199003077758';
    const wrong = { year: secret, [secret]: secret };
    const refused = (await admit({ query: FILTER, variables: { f: wrong } }, true)).refused;
    expect(refused?.message).toMatch(/变量 \$f\S* 的值不符合/);
    expect(refused?.message).not.toContain(secret);
  });

  it('asks for more points the more there is to read', async () => {
    const ids = list(1_000, (at) => at);
    const { paid: ofShort } = await admit({ query: '{ me { id } }' }, false);
    const { paid: ofMany } = await admit({ query: IDS, variables: { s: ids } }, false);
    const { paid: ofLong } = await admit({ query: `{ me { id } } #${' '.repeat(25_000)}` }, false);
    const { paid: ofRows } = await admit(
      { query: '{ schools(limit: 100) { items { id name majors { id } } } }' },
      false,
    );
    expect([ofShort, ofMany, ofLong]).toEqual([0, 10, 100]);
    expect(ofRows).toBeGreaterThan(2);
  });

  it('answers one mistake of a document, however many it has', () => {
    const document = parse('{ me { a b c d } }', PARSE_OPTIONS);
    expect(documentRefusal(schema, document, { introspection: true })?.message).toMatch(/"a"/);
  });

  it('looks for no further mistake of a document once it has one', () => {
    // Fewer than graphql-js looks for by itself.
    const names = list(90, (at) => `f${at}`);
    /** How often the schema is asked for fields. */
    const asked = (fields: readonly string[]): number => {
      const wide = buildSchema(`type Query { ${names.map((name) => `${name}: Int`).join(' ')} }`);
      const spy = jest.spyOn(wide.getQueryType() as GraphQLObjectType, 'getFields');
      expect(
        documentRefusal(wide, parse(`{ ${fields.join(' ')} }`, PARSE_OPTIONS), { introspection: true }),
      ).toBeTruthy();
      return spy.mock.calls.length;
    };
    const oneWrong = asked(['wrong', ...names.slice(1)]);
    expect(asked(names.map((name) => `wrong_${name}`))).toBeLessThan(oneWrong);
  });

  it('lets through a document with fragments as portals have them', async () => {
    const query = `{ schools(limit: 50) { items { ...S agreements(limit: 5) { items { ...A school { ...S } } total } } total } }
      fragment S on School { id name code tier majors { id code name } } fragment A on Agreement { id code status signedOn }`;
    expect((await admit({ query }, true)).refused?.message).toBeUndefined();
  });
});
