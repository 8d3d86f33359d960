import { ApolloServerPlugin } from '@apollo/server';
import { DomainError } from '@sxbq/kernel';
import { GraphQLError } from 'graphql';
import { ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** Cost a single operation may have: about a page of 100 rows with ten nested fields and their lists. */
const MAX_COST = 5_000;
const DEFAULT_PAGE = 50;

/** A list costs its page size times what is asked of each row; variables count with their real values. */
const pageEstimator: ComplexityEstimator = ({ args, childComplexity }) => {
  const limit = typeof args['limit'] === 'number' ? Math.max(1, args['limit']) : null;
  return limit === null ? 1 + childComplexity : 1 + (limit || DEFAULT_PAGE) * Math.max(1, childComplexity / 4);
};

/** Refuses an operation whose cost is out of proportion, before anything runs; the limit itself is not disclosed. */
export const operationCost: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, request }) {
        const cost = getComplexity({
          schema,
          query: document,
          variables: request.variables ?? {},
          ...(request.operationName ? { operationName: request.operationName } : {}),
          estimators: [pageEstimator],
        });
        if (cost > MAX_COST) throw tooCostly();
        return Promise.resolve();
      },
    }),
};

function tooCostly(): GraphQLError {
  const refusal = new DomainError('BAD_INPUT', 'QUERY_TOO_COSTLY', '查询过大，请减少每页条数或嵌套的列表后重试。');
  return new GraphQLError(refusal.message, {
    originalError: refusal,
    extensions: { code: refusal.code, http: { status: 400 } },
  });
}
