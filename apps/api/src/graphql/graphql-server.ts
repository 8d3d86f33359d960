import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { ApolloDriver, ApolloDriverConfig } from '@nestjs/apollo';
import { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { SessionAuthenticator } from '@sxbq/identity';
import { Config, CONFIG, enterContext, LOGGER, Metrics, newRequestContext, RequestContext } from '@sxbq/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLFormattedError } from 'graphql';
import { Logger } from 'pino';
import { compiledExecution } from './compiled-execution.plugin';
import { errorFormatter } from './error-format';
import { operationCost } from './limits.plugin';
import { operationMetrics } from './metrics.plugin';

/** Shape limits of one request (assurance G1). */
const armor = new ApolloArmor({
  maxDepth: { n: 9, propagateOnRejection: true, exposeLimits: false, ignoreIntrospection: true },
  maxAliases: { n: 15, propagateOnRejection: true, exposeLimits: false },
  maxTokens: { n: 1_500, propagateOnRejection: true, exposeLimits: false },
  maxDirectives: { n: 20, propagateOnRejection: true, exposeLimits: false },
  costLimit: { enabled: false },
  blockFieldSuggestion: { enabled: true },
});

interface SocketExtra {
  request: { headers: Record<string, string | undefined> };
  context?: RequestContext;
}

/** GraphQL over HTTP and graphql-ws at /graphql, with every limit on. */
export function graphqlServer(): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    inject: [CONFIG, LOGGER, Metrics, SessionAuthenticator],
    useFactory: (config: Config, logger: Logger, metrics: Metrics, authenticator: SessionAuthenticator) => {
      const protection = armor.protect();
      const format = errorFormatter(logger);
      return {
        autoSchemaFile: true,
        sortSchema: true,
        path: '/graphql',
        csrfPrevention: true,
        introspection: config.NODE_ENV !== 'production',
        graphiql: config.NODE_ENV === 'development',
        includeStacktraceInErrorResponses: false,
        allowBatchedHttpRequests: false,
        fieldResolverEnhancers: [],
        context: (_request: FastifyRequest, reply: FastifyReply) => ({ reply }),
        validationRules: protection.validationRules,
        plugins: [
          ...protection.plugins,
          ApolloServerPluginCacheControlDisabled(),
          operationCost,
          operationMetrics(metrics),
          compiledExecution(format),
        ],
        formatError: (_formatted: GraphQLFormattedError, error: unknown) => format(error),
        subscriptions: { 'graphql-ws': socketSignIn(authenticator) },
      } as ApolloDriverConfig;
    },
  });
}

/** A socket signs in once, with the token of `connectionParams.authorization` or the browser's cookie. */
function socketSignIn(authenticator: SessionAuthenticator) {
  return {
    path: '/graphql',
    connectionInitWaitTimeout: 5_000,
    onConnect: async (socket: { connectionParams?: Record<string, unknown>; extra: SocketExtra }) => {
      const given = socket.connectionParams?.['authorization'];
      const headers = {
        ...socket.extra.request.headers,
        ...(typeof given === 'string' ? { authorization: given } : {}),
      };
      const principal = await authenticator.authenticate(headers);
      socket.extra.context = newRequestContext(principal);
      return principal !== null;
    },
    context: ({ extra }: { extra: SocketExtra }) => {
      const principal = extra.context?.principal ?? null;
      enterContext(newRequestContext(principal));
      return {};
    },
  };
}
