import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { DomainError, Principal } from '@sxbq/kernel';
import { Authenticator, CredentialHeaders, networkOf } from '@sxbq/identity';
import {
  CallKind,
  Config,
  CONFIG,
  LOGGER,
  newRequestContext,
  RateLimits,
  RedisConnections,
  runInContext,
} from '@sxbq/platform';
import {
  ExecutionArgs,
  ExecutionResult,
  getOperationAST,
  GraphQLError,
  GraphQLSchema,
  OperationTypeNode,
  parse,
  subscribe,
} from 'graphql';
import { SubscribePayload } from 'graphql-ws';
import { Extra, useServer } from 'graphql-ws/use/ws';
import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { addressBehindProxies, callerOf, proxyHops } from '../http/caller';
import { isFromForeignPage } from '../http/origin';
import { ErrorFormatter, errorFormatter } from './error-format';
import { assertAdmitted, Sender } from './admitted';
import { assertDocumentLength, coded, PARSE_OPTIONS } from './limits';
import { SocketRegister } from './socket-register';
import { StandingWatch } from './standing-watch';
import { TrustedDocuments } from './trusted-documents';

const PATH = '/graphql';
/** Largest message of a client, as the largest body of a request (assurance G1). */
const MAX_MESSAGE_BYTES = 200_000;
/** How long a client may take to say goodbye when the process ends. */
const FAREWELL_MS = 1_000;

interface SocketContext {
  readonly connectionParams?: Readonly<Record<string, unknown>> | undefined;
  readonly extra: Extra;
}
type Events = AsyncGenerator<ExecutionResult, void, void>;

/** Who follows, and how to see who they are later. */
interface Follower {
  readonly principal: Principal;
  readonly lookAgain: () => Promise<Principal>;
}

/**
 * Subscriptions over graphql-ws at /graphql, under the same sign-in, limits and error format as requests. Who asks is
 * looked up for every subscription, and for every event of it, anew: a session that ended counts no longer, though its
 * socket is open; the socket itself is closed as soon as this process is told.
 */
export function installGraphqlSocket(app: NestFastifyApplication): void {
  const config = app.get<Config>(CONFIG);
  const authenticator = app.get(Authenticator, { strict: false });
  const limits = app.get(RateLimits);
  const logger = app.get<Logger>(LOGGER);
  const introspection = config.NODE_ENV !== 'production';
  const format = errorFormatter(logger, introspection);
  const register = new SocketRegister();
  const trusted = TrustedDocuments.from(config);
  const credentialsOf = (context: SocketContext): [CredentialHeaders, string | null] => [
    headersOf(context),
    addressOf(context.extra.request, config),
  ];
  const pay = async (principal: Principal, points: number): Promise<void> =>
    limits.take(CallKind.REQUEST, callerOf({ principal, address: null }), points);
  /** Who subscribes; throws why they may not. */
  const admit = async (context: SocketContext): Promise<Principal> => {
    const refusal = register.refusalOf(context.extra.socket);
    if (refusal) throw refusal;
    const principal = signedIn(await authenticator.authenticate(...credentialsOf(context)));
    await pay(principal, 1);
    return principal;
  };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = useServer(
    {
      connectionInitWaitTimeout: 5_000,
      onConnect: async (context) => {
        const credentials = credentialsOf(context);
        const principal = await authenticator.authenticate(...credentials);
        return (
          principal !== null &&
          register.assign(context.extra.socket, callerOf({ principal, address: null }), {
            follows: () => Object.keys(context.subscriptions).length,
            isSignedIn: async () => (await authenticator.look(...credentials)) !== null,
          })
        );
      },
      onSubscribe: (context, _id, payload) =>
        admit(context)
          .then(async (principal) => {
            const query = trusted.resolve(payload, context.extra.request.headers);
            const { schema } = app.get(GraphQLSchemaHost);
            const args = await checkedOperation(schema, { ...payload, query }, (points) => pay(principal, points), {
              introspection,
            });
            const lookAgain = async (): Promise<Principal> =>
              signedIn(await authenticator.look(...credentialsOf(context)));
            return Array.isArray(args) ? args : { ...args, contextValue: { principal, lookAgain } };
          })
          .catch((error: Error) => [
            error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error }),
          ]),
      subscribe: subscribeAs,
      onError: (_context, _id, _payload, errors) => errors.map((error) => format(error)),
      onNext: (_context, _id, _payload, _args, result) => withFormattedErrors(result, format),
    },
    sockets,
  );
  const http = app.getHttpServer();
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== PATH || isFromForeignPage(request.headers, ownOrigin(request, config))) {
      return refuse(socket, '403 Forbidden');
    }
    const network = networkOfUpgrade(request, config);
    if (!register.mayOpen(network)) return refuse(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      register.add(opened, network);
      sockets.emit('connection', opened, request);
      // Breaking the protocol is the client's doing: ws closes on it, graphql-ws would call it our error on the console.
      opened.removeAllListeners('error').on('error', ({ message }) => logger.info({ message }, 'socket closed'));
    });
  });
  const watch = new StandingWatch(app.get(RedisConnections), register, config.SOCKET_CHECK_SECONDS * 1_000);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', async () => {
      watch.end();
      const lingering = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), FAREWELL_MS);
      await server.dispose();
      clearTimeout(lingering);
    });
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
}

function addressOf({ socket, headers }: IncomingMessage, config: Config): string | null {
  return addressBehindProxies(socket.remoteAddress, headers, proxyHops(config));
}

function networkOfUpgrade(request: IncomingMessage, config: Config): string {
  const address = addressOf(request, config);
  return `network ${address ? networkOf(address) : 'unknown'}`;
}

/** As Fastify has it for requests: behind a proxy, which says what the client spoke to it. */
function ownOrigin({ headers }: IncomingMessage, config: Config): string {
  const spoken = proxyHops(config) > 0 ? headers['x-forwarded-proto'] : undefined;
  const { PUBLIC_ORIGIN } = config;
  if (PUBLIC_ORIGIN) return new URL(PUBLIC_ORIGIN).origin;
  return `${typeof spoken === 'string' ? spoken : 'http'}://${headers.host}`;
}

/** The token of `connectionParams.authorization`, or the browser's cookie. */
function headersOf({ connectionParams, extra }: SocketContext): CredentialHeaders {
  const given = connectionParams?.['authorization'];
  const { headers } = extra.request;
  return typeof given === 'string' ? { ...headers, authorization: given } : headers;
}

/** What is to be executed, or why it is refused: only subscriptions, and within the limits of every request. */
async function checkedOperation(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  pay: Sender['pay'],
  options: { readonly introspection: boolean },
): Promise<Omit<ExecutionArgs, 'contextValue'> | GraphQLError[]> {
  assertDocumentLength(query);
  let document;
  try {
    document = parse(query, PARSE_OPTIONS);
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  const operation = getOperationAST(document, operationName);
  const variableValues = variables ?? {};
  const sent = { schema, document, operation, variables: variableValues, newCharacters: query.length };
  await assertAdmitted(sent, { stranger: false, pay }, options);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) throw onlySubscriptions();
  const args = { schema, document, variableValues };
  return operationName ? { ...args, operationName } : args;
}

/** Each event is answered as a request of its own: its loaders see the facts of that moment. */
async function subscribeAs(args: ExecutionArgs): Promise<ExecutionResult | Events> {
  const { principal, lookAgain } = args.contextValue as Follower;
  const fresh = <T>(work: () => T): T => runInContext({ ...newRequestContext(principal), lookAgain }, work);
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

/** UNAUTHENTICATED when it is nobody. */
function signedIn(principal: Principal | null): Principal {
  if (principal === null) throw signedOut();
  return principal;
}

const signedOut = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'UNAUTHENTICATED', '尚未登录或登录已失效，请先登录。');

const onlySubscriptions = (): DomainError =>
  new DomainError('BAD_INPUT', 'SOCKET_SUBSCRIPTIONS_ONLY', '此连接只用于订阅；查询和修改请用 HTTP POST 发送。');
