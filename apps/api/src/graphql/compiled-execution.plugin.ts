import { ApolloServerPlugin, BaseContext, GraphQLRequestContext } from '@apollo/server';
import { DocumentNode, GraphQLError, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { variablesHaveRequiredDefaults } from './input-defaults';

/** Documents kept compiled; the oldest goes first. */
const MAX_COMPILED = 500;

/**
 * Executes each document with code compiled once (graphql-jit). The compiled path bypasses Apollo's error formatting,
 * so errors are formatted here; guards, scopes and limits run before or inside the resolvers and are unaffected. What
 * graphql-jit would get wrong is left to Apollo and graphql-js.
 */
export function compiledExecution(format: (error: unknown) => GraphQLFormattedError): ApolloServerPlugin {
  const compiled = new Map<string, CompiledQuery | null>();

  const compile = (
    schema: GraphQLSchema,
    document: DocumentNode,
    key: string,
    operation: OperationDefinitionNode,
  ): CompiledQuery | null => {
    const present = compiled.get(key);
    if (present !== undefined) return present;
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
          if (!document || !operation || operation.operation === 'subscription') return null;
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
