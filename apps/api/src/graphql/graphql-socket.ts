import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { DomainError, Principal } from '@sxbq/kernel';
import { SessionAuthenticator } from '@sxbq/identity';
import { Config, CONFIG, LOGGER, newRequestContext, runInContext } from '@sxbq/platform';
import {
  ExecutionArgs,
  ExecutionResult,
  getOperationAST,
  GraphQLError,
  GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
} from 'graphql';
import { SubscribePayload } from 'graphql-ws';
import { Extra, useServer } from 'graphql-ws/use/ws';
import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { isFromForeignPage } from '../http/origin';
import { ErrorFormatter, errorFormatter } from './error-format';
import { costRefusal, MAX_TOKENS, shapeRules } from './limits';

const PATH = '/graphql';
/** Largest message of a client, as the largest body of a request (assurance G1). */
const MAX_MESSAGE_BYTES = 200_000;

interface SocketContext {
  readonly connectionParams?: Readonly<Record<string, unknown>> | undefined;
  readonly extra: Extra;
}
type Events = AsyncGenerator<ExecutionResult, void, void>;

/**
 * Subscriptions over graphql-ws at /graphql, under the same sign-in, limits and error format as requests. Who asks is
 * looked up for every subscription anew: a session that ended counts no longer, though its socket is open.
 */
export function installGraphqlSocket(app: NestFastifyApplication): void {
  const config = app.get<Config>(CONFIG);
  const authenticator = app.get(SessionAuthenticator, { strict: false });
  const logger = app.get<Logger>(LOGGER);
  const format = errorFormatter(logger, config.NODE_ENV !== 'production');
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = useServer(
    {
      connectionInitWaitTimeout: 5_000,
      onConnect: async (context) => (await principalOf(context, authenticator)) !== null,
      onSubscribe: async (context, _id, payload) => {
        const principal = await principalOf(context, authenticator);
        if (!principal) return [new GraphQLError('signed out', { originalError: signedOut() })];
        return checkedOperation(app.get(GraphQLSchemaHost).schema, payload, principal);
      },
      subscribe: subscribeAs,
      onError: (_context, _id, _payload, errors) => errors.map((error) => format(error)),
      onNext: (_context, _id, _payload, _args, result) => withFormattedErrors(result, format),
    },
    sockets,
  );
  const http = app.getHttpServer();
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== PATH || isFromForeignPage(request.headers, ownOrigin(request, config))) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit('connection', opened, request);
      // Breaking the protocol is the client's doing: ws closes on it, graphql-ws would call it our error on the console.
      opened.removeAllListeners('error').on('error', ({ message }) => logger.info({ message }, 'socket closed'));
    });
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', async () => server.dispose());
}

/** As Fastify has it for requests: behind a proxy in production, which says what the client spoke to it. */
function ownOrigin({ headers }: IncomingMessage, config: Config): string {
  const spoken = config.NODE_ENV === 'production' ? headers['x-forwarded-proto'] : undefined;
  return config.PUBLIC_ORIGIN ?? `${typeof spoken === 'string' ? spoken : 'http'}://${headers.host}`;
}

/** The token of `connectionParams.authorization`, or the browser's cookie. */
function principalOf(
  { connectionParams, extra }: SocketContext,
  authenticator: SessionAuthenticator,
): Promise<Principal | null> {
  const given = connectionParams?.['authorization'];
  const { headers } = extra.request;
  return authenticator.authenticate(typeof given === 'string' ? { ...headers, authorization: given } : headers);
}

/** What is to be executed, or why it is refused: only subscriptions, and within the limits of every request. */
function checkedOperation(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  principal: Principal,
): ExecutionArgs | GraphQLError[] {
  let document;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  const mistakes = validate(schema, document, [...specifiedRules, ...shapeRules]);
  if (mistakes.length > 0) return mistakes.map((mistake) => coded(mistake, 'GRAPHQL_VALIDATION_FAILED'));
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [new GraphQLError('not a subscription', { originalError: onlySubscriptions() })];
  }
  const refused = costRefusal({ schema, document, operationName, variables: variables ?? {} });
  if (refused) return [refused];
  const args = { schema, document, variableValues: variables ?? {}, contextValue: { principal } };
  return operationName ? { ...args, operationName } : args;
}

/** Each event is answered as a request of its own: its loaders see the facts of that moment. */
async function subscribeAs(args: ExecutionArgs): Promise<ExecutionResult | Events> {
  const { principal } = args.contextValue as { principal: Principal };
  const fresh = <T>(work: () => T): T => runInContext(newRequestContext(principal), work);
  const result = await fresh(() => subscribe(args));
  if (!(Symbol.asyncIterator in result)) return result;
  const events = result as Events;
  const following: Events = {
    next: () => fresh(() => events.next()),
    return: () => fresh(() => events.return()),
    throw: (error: unknown) => fresh(() => events.throw(error)),
    [Symbol.asyncIterator]: () => following,
    [Symbol.asyncDispose]: () => fresh(() => events[Symbol.asyncDispose]()),
  };
  return following;
}

function withFormattedErrors<R extends { errors?: readonly GraphQLError[] }>(result: R, format: ErrorFormatter) {
  const { errors, ...rest } = result;
  return errors ? { ...rest, errors: errors.map((error) => format(error)) } : undefined;
}

/** graphql-js gives its own errors no code; Apollo does, and so do we. */
function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions, originalError } = error;
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    ...(originalError ? { originalError } : {}),
    extensions: { code, ...error.extensions },
  });
}

const signedOut = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'UNAUTHENTICATED', '尚未登录或登录已失效，请先登录。');

const onlySubscriptions = (): DomainError =>
  new DomainError('BAD_INPUT', 'SOCKET_SUBSCRIPTIONS_ONLY', '此连接只用于订阅；查询和修改请用 HTTP POST 发送。');
