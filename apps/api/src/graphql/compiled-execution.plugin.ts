import { ApolloServerPlugin, BaseContext, GraphQLRequestContext } from '@apollo/server';
import { DocumentNode, GraphQLError, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { currentContext } from '@sxbq/platform';
import { CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { variablesHaveRequiredDefaults } from './input-defaults';

/** Documents kept compiled, and documents remembered as sent once; the oldest goes first. */
const MAX_COMPILED = 500;
const MAX_SENT_ONCE = 2_000;

/**
 * Executes documents with code compiled once (graphql-jit): those that somebody known sends a second time. Compiling
 * costs more than one execution gains, so what is sent once, and whatever strangers send, is executed as it is by
 * graphql-js. The compiled path bypasses Apollo's error formatting,
 * so errors are formatted here; guards, scopes and limits run before or inside the resolvers and are unaffected. What
 * graphql-jit would get wrong is left to Apollo and graphql-js, too.
 */
export function compiledExecution(format: (error: unknown) => GraphQLFormattedError): ApolloServerPlugin {
  const compiled = new Map<string, CompiledQuery | null>();
  const sentOnce = new Set<string>();

  const compile = (
    schema: GraphQLSchema,
    document: DocumentNode,
    key: string,
    operation: OperationDefinitionNode,
  ): CompiledQuery | null => {
    const present = compiled.get(key);
    if (present !== undefined) return present;
    if (!sentOnce.delete(key)) {
      if (sentOnce.size >= MAX_SENT_ONCE) sentOnce.delete(sentOnce.keys().next().value as string);
      sentOnce.add(key);
      return null;
    }
    const query = compiledQuery(schema, document, operation);
    if (compiled.size >= MAX_COMPILED) compiled.delete(compiled.keys().next().value as string);
    compiled.set(key, query);
    return query;
  };

  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation(request: GraphQLRequestContext<BaseContext>) {
          const { document, schema, queryHash, operation, operationName } = request;
          if (!document || !operation || operation.operation === 'subscription' || !currentContext()?.principal) {
            return null;
          }
          const query = compile(schema, document, `${queryHash}/${operationName ?? ''}`, operation);
          if (!query) return null;
          const result = await query.query(undefined, request.contextValue, request.request.variables ?? {});
          const { data, errors } = result as {
            data?: Record<string, unknown> | null;
            errors?: readonly GraphQLError[];
          };
          return {
            http: { status: undefined, headers: new Map() as never },
            body: {
              kind: 'single' as const,
              singleResult: { data: data ?? null, ...(errors?.length ? { errors: errors.map(format) } : {}) },
            },
          };
        },
      }),
  };
}

function compiledQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledQuery | null {
  if (variablesHaveRequiredDefaults(schema, operation)) return null;
  const result = compileQuery(schema, document, operation.name?.value, { disableLeafSerialization: false });
  return isCompiledQuery(result) ? result : null;
}
