import { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { checkedPage, DomainError } from '@sxbq/kernel';
import {
  DocumentNode,
  getNamedType,
  getNullableType,
  GraphQLCompositeType,
  GraphQLError,
  GraphQLField,
  GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
  ValidationContext,
  ValidationRule,
} from 'graphql';
import { ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** Words, names and signs of one document, counted while it is parsed (assurance G1). */
export const MAX_TOKENS = 1_500;
/** Cost a single operation may have: about a page of 100 rows with ten nested fields and their lists. */
const MAX_COST = 5_000;
/** What a list without pages counts as: a school's majors, an agreement's signatures. */
const UNPAGED_ROWS = 10;

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
 * A list costs its page size times what is asked of each row; variables and defaults count with their real values. A
 * page outside the limits is refused here for the whole document, and once more by the list itself.
 */
const pageEstimator: ComplexityEstimator = ({ args, childComplexity, field, type }) => {
  const { limit } = args as { limit?: unknown };
  const rows = typeof limit === 'number' ? checkedPage({ limit, offset: 0 }).limit : unpagedRows(field, type);
  return rows === null ? 1 + childComplexity : 1 + rows * Math.max(1, childComplexity / 4);
};

/** null for what is no list of objects, and for a page's `items`, which the page itself counted. */
function unpagedRows({ name, type }: GraphQLField<unknown, unknown>, owner: GraphQLCompositeType): number | null {
  if (!isListType(getNullableType(type)) || !isCompositeType(getNamedType(type))) return null;
  return name === 'items' && isObjectType(owner) && 'total' in owner.getFields() ? null : UNPAGED_ROWS;
}

/** Verdicts already reached, by document: clients send the same few documents with the same few variables. */
const reached = new WeakMap<DocumentNode, Map<string, boolean>>();
const MAX_VERDICTS = 50;
/** Fields a document may have when its fragments are written out; several times what its tokens allow otherwise. */
const MAX_FIELDS = 2_000;
const TOO_MANY_NODES = /maximum allowed number of nodes/;
const MAX_KEY_LENGTH = 500;

/**
 * The refusal of an operation whose cost is out of proportion or whose variables do not fit, or null; the limit itself
 * is not disclosed.
 */
export function costRefusal(operation: Operation): GraphQLError | null {
  const { document, operationName, variables } = operation;
  const verdicts = reached.get(document) ?? new Map<string, boolean>();
  reached.set(document, verdicts);
  const key = `${operationName ?? ''} ${JSON.stringify(variables)}`;
  const known = verdicts.get(key);
  if (known !== undefined) return known ? refusal(tooCostly()) : null;
  const cost = costOf(operation);
  if (cost instanceof GraphQLError) return cost;
  if (verdicts.size < MAX_VERDICTS && key.length <= MAX_KEY_LENGTH) verdicts.set(key, cost > MAX_COST);
  return cost > MAX_COST ? refusal(tooCostly()) : null;
}

/** An error when a value does not fit its type or its limits, which is the client's mistake. */
function costOf({ schema, document, operationName, variables }: Operation): number | GraphQLError {
  try {
    return getComplexity({
      schema,
      query: document,
      variables,
      ...(operationName ? { operationName } : {}),
      estimators: [pageEstimator],
      maxQueryNodes: MAX_FIELDS,
    });
  } catch (error) {
    if (error instanceof DomainError) return refusal(error);
    if (!(error instanceof GraphQLError)) throw error;
    // Fragments within fragments can make a short document endless; counting stops at some number of fields.
    if (TOO_MANY_NODES.test(error.message)) return Number.POSITIVE_INFINITY;
    const { message, nodes, originalError } = error;
    return new GraphQLError(message, {
      nodes,
      ...(originalError ? { originalError } : {}),
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
  }
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
