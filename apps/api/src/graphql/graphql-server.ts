import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, ApolloDriverConfig } from '@nestjs/apollo';
import { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { Config, CONFIG, LOGGER, Metrics, RateLimits } from '@sxbq/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLFormattedError } from 'graphql';
import { Logger } from 'pino';
import { compiledExecution } from './compiled-execution.plugin';
import { errorFormatter } from './error-format';
import { admission } from './admission.plugin';
import { assertDocumentLength, PARSE_OPTIONS } from './limits';
import { operationMetrics } from './metrics.plugin';
import { personalNumberWarnings } from './personal-number-warnings.plugin';
import { servedSchema } from './schema-policies';
import { refusalStatus } from './refusal-status.plugin';
import { documentOf, TrustedDocuments } from './trusted-documents';
import { refusedFields } from '../refusals/refused-fields.plugin';

/** GraphQL over HTTP at /graphql, with every limit on; graphql-socket.ts serves subscriptions at the same address. */
export function graphqlServer(): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    inject: [CONFIG, LOGGER, Metrics, RateLimits],
    useFactory: (config: Config, logger: Logger, metrics: Metrics, limits: RateLimits) => {
      const introspection = config.NODE_ENV !== 'production';
      const format = errorFormatter(logger, introspection);
      const trusted = TrustedDocuments.from(config);
      return {
        autoSchemaFile: true,
        sortSchema: true,
        transformSchema: servedSchema,
        path: '/graphql',
        csrfPrevention: true,
        introspection,
        graphiql: config.NODE_ENV === 'development',
        includeStacktraceInErrorResponses: false,
        allowBatchedHttpRequests: false,
        persistedQueries: config.TRUSTED_DOCUMENTS === 'off' ? false : { cache: trusted.asCache() },
        fieldResolverEnhancers: [],
        context: (request: FastifyRequest, reply: FastifyReply) => {
          assertDocumentLength(documentOf(request));
          trusted.admit(request);
          return { reply };
        },
        parseOptions: PARSE_OPTIONS,
        // The plugin `admission` validates.
        dangerouslyDisableValidation: true,
        plugins: [
          ApolloServerPluginCacheControlDisabled(),
          admission(limits, { introspection }),
          refusalStatus,
          refusedFields,
          personalNumberWarnings,
          operationMetrics(metrics),
          compiledExecution(format),
        ],
        // Nest would answer 200 to whatever was executed; refusalStatus says what is to be said.
        preserveHttpStatusForExecutionErrors: false,
        formatError: (_formatted: GraphQLFormattedError, error: unknown) => format(error),
      } as ApolloDriverConfig;
    },
  });
}
