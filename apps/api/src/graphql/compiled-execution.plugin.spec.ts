import { ApolloServerPlugin, BaseContext, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { buildSchema, getOperationAST, GraphQLFormattedError, parse } from 'graphql';
import { Principal } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { Logger } from 'pino';
import { compiledExecution } from './compiled-execution.plugin';
import { errorFormatter } from './error-format';

const schema = buildSchema(`
  enum Carrier { TOKEN COOKIE }
  input Credentials { username: String! carrier: Carrier! = TOKEN }
  input Nested { credentials: [Credentials!] }
  type Query { size(limit: Int! = 50): Int! signIn(input: Credentials!): Int nested(input: Nested): Int }
`);
const resolvers: Record<string, (root: unknown, args: { limit: number }) => number> = {
  size: (_root, { limit }) => limit,
};
for (const [name, field] of Object.entries(schema.getQueryType()?.getFields() ?? {})) {
  field.resolve = resolvers[name] ?? (() => 1);
}

const errors: unknown[] = [];
const plugin: ApolloServerPlugin = compiledExecution(
  errorFormatter({ error: (line: unknown) => errors.push(line) } as unknown as Logger),
);

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

const somebody = { userId: 7 } as Principal;

/** What the plugin answers itself to somebody who sent the same before; null when it leaves the operation to Apollo. */
async function answer(query: string, variables: object = {}): Promise<Answer | null> {
  await send(somebody, query, variables);
  return send(somebody, query, variables);
}

function send(principal: Principal | null, query: string, variables: object = {}): Promise<Answer | null> {
  return runInContext(newRequestContext(principal), () => ask(query, variables));
}

async function ask(query: string, variables: object): Promise<Answer | null> {
  const document = parse(query);
  const request = {
    document,
    schema,
    queryHash: query,
    operation: getOperationAST(document),
    operationName: null,
    contextValue: {},
    request: { variables },
  } as unknown as GraphQLRequestContext<BaseContext>;
  const listener = (await plugin.requestDidStart?.(request)) as GraphQLRequestListener<BaseContext>;
  const response = await listener.responseForOperation?.(request as never);
  return response?.body.kind === 'single' ? (response.body.singleResult as Answer) : null;
}

describe('compiled execution', () => {
  it('gives arguments their defaults', async () => {
    expect(await answer('{ size }')).toEqual({ data: { size: 50 } });
    expect(await answer('query ($n: Int = 7) { size(limit: $n) }')).toEqual({ data: { size: 7 } });
  });

  it('compiles what somebody known sends a second time, and nothing of strangers', async () => {
    const query = 'query Again { size }';
    for (let time = 0; time < 3; time++) expect(await send(null, query)).toBeNull();
    expect(await send(somebody, query)).toBeNull();
    expect(await send(somebody, query)).toEqual({ data: { size: 50 } });
    expect(await send(null, query)).toBeNull();
  });

  it.each([
    'query ($input: Credentials!) { signIn(input: $input) }',
    'query ($input: Nested) { nested(input: $input) }',
    'query ($n: Int! = 7) { size(limit: $n) }',
  ])('leaves required variables and fields with a default to graphql-js: %s', async (query) => {
    expect(await answer(query, { input: { username: 'a' } })).toBeNull();
  });

  it('refuses a variable of the wrong type as a mistake in the request, and logs nothing', async () => {
    const refused = await answer('query ($n: Int!) { size(limit: $n) }', { n: 'many' });
    expect(refused).toMatchObject({ data: null, errors: [{ extensions: { kind: 'BAD_INPUT' } }] });
    expect(refused?.errors?.[0]?.message).toMatch('请求不符合接口定义');
    expect(errors).toEqual([]);
  });
});
