import { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { DomainError, MAX_PAGE_SIZE } from '@sxbq/kernel';
import { DocumentNode, GraphQLError, GraphQLSchema, ValidationContext, ValidationRule } from 'graphql';
import { ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** Words, names and signs of one document, counted while it is parsed (assurance G1). */
export const MAX_TOKENS = 1_500;
/** Cost a single operation may have: about a page of 100 rows with ten nested fields and their lists. */
const MAX_COST = 5_000;
const DEFAULT_PAGE = 50;

const refuse = {
  exposeLimits: false,
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null) => context?.reportError(refusal(tooComplex()))],
};

/** Limits on the shape of a document, as validation rules. */
export const shapeRules = new ApolloArmor({
  maxDepth: { n: 9, ignoreIntrospection: true, ...refuse },
  maxAliases: { n: 15, ...refuse },
  maxDirectives: { n: 20, ...refuse },
  // graphql-js counts tokens and says so as a mistake in the request; armor's way ends as a server error.
  maxTokens: { enabled: false },
  costLimit: { enabled: false },
  blockFieldSuggestion: { enabled: false },
}).protect().validationRules as ValidationRule[];

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables: Record<string, unknown>;
}

/**
 * A list costs its page size times what is asked of each row; variables count with their real values. A page above the
 * largest is never read, the list itself refuses it.
 */
const pageEstimator: ComplexityEstimator = ({ args, childComplexity }) => {
  const limit = typeof args['limit'] === 'number' ? Math.max(1, args['limit']) : null;
  if (limit === null) return 1 + childComplexity;
  return 1 + Math.min(limit || DEFAULT_PAGE, MAX_PAGE_SIZE) * Math.max(1, childComplexity / 4);
};

/** Verdicts already reached, by document: clients send the same few documents with the same few variables. */
const reached = new WeakMap<DocumentNode, Map<string, boolean>>();
const MAX_VERDICTS = 50;
const MAX_KEY_LENGTH = 500;

/** The refusal of an operation whose cost is out of proportion, or null; the limit itself is not disclosed. */
export function costRefusal(operation: Operation): GraphQLError | null {
  const { document, operationName, variables } = operation;
  const verdicts = reached.get(document) ?? new Map<string, boolean>();
  reached.set(document, verdicts);
  const key = `${operationName ?? ''} ${JSON.stringify(variables)}`;
  const isTooCostly = verdicts.get(key) ?? costOf(operation) > MAX_COST;
  if (verdicts.size < MAX_VERDICTS && key.length <= MAX_KEY_LENGTH) verdicts.set(key, isTooCostly);
  return isTooCostly ? refusal(tooCostly()) : null;
}

function costOf({ schema, document, operationName, variables }: Operation): number {
  return getComplexity({
    schema,
    query: document,
    variables,
    ...(operationName ? { operationName } : {}),
    estimators: [pageEstimator],
  });
}

/** Refuses before anything runs. */
export const operationCost: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, request }) {
        const { operationName, variables = {} } = request;
        const refused = costRefusal({ schema, document, operationName, variables });
        if (refused) throw refused;
        return Promise.resolve();
      },
    }),
};

const tooCostly = (): DomainError =>
  new DomainError('BAD_INPUT', 'QUERY_TOO_COSTLY', '查询过大，请减少每页条数或嵌套的列表后重试。');

const tooComplex = (): DomainError =>
  new DomainError('BAD_INPUT', 'QUERY_TOO_COMPLEX', '查询过于复杂：嵌套的层数、别名或指令过多，请拆分后重试。');

function refusal(error: DomainError): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: 400 } },
  });
}
