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
  NoSchemaIntrospectionCustomRule,
  OperationDefinitionNode,
  specifiedRules,
  validate,
  ValidationContext,
  ValidationRule,
} from 'graphql';
import { ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { isOversized } from './document-size';
import { variablesRefusal } from './variables';

/** Words, names and signs of one document, counted while it is parsed (assurance G1). */
const MAX_TOKENS = 1_500;
/** Characters of a document; its tokens need a third of it, long values belong into variables. */
const MAX_DOCUMENT_LENGTH = 50_000;
/**
 * How every document is read. Without locations: an error would count the lines before each place it names, and there
 * may be as many places as tokens.
 */
export const PARSE_OPTIONS = { maxTokens: MAX_TOKENS, noLocation: true } as const;
/** Cost a single operation may have: about a page of 100 rows with ten nested fields and their lists. */
const MAX_COST = 5_000;
/** Of a field on another day than today: what is kept for today is worked out from its facts. */
const DATED_COST = 20;
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
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
}

/**
 * A list costs its page size times what is asked of each row; variables and defaults count with their real values. A
 * page outside the limits is refused here for the whole document, and once more by the list itself.
 */
const pageEstimator: ComplexityEstimator = ({ args, childComplexity, field, type }) => {
  const { limit, asOf } = args as { limit?: unknown; asOf?: unknown };
  const rows = typeof limit === 'number' ? checkedPage({ limit, offset: 0 }).limit : unpagedRows(field, type);
  const own = asOf === undefined || asOf === null ? 1 : DATED_COST;
  return rows === null ? own + childComplexity : own + rows * Math.max(1, childComplexity / 4);
};

/** null for what is no list of objects, and for a page's `items`, which the page itself counted. */
function unpagedRows({ name, type }: GraphQLField<unknown, unknown>, owner: GraphQLCompositeType): number | null {
  if (!isListType(getNullableType(type)) || !isCompositeType(getNamedType(type))) return null;
  return name === 'items' && isObjectType(owner) && 'total' in owner.getFields() ? null : UNPAGED_ROWS;
}

/** Costs already estimated, by document: clients send the same few documents with the same few variables. */
const estimated = new WeakMap<DocumentNode, Map<string, number>>();
const MAX_ESTIMATES = 50;
const MAX_KEY_LENGTH = 500;

/**
 * What the operation costs, or its refusal: its variables do not fit, or its cost is out of proportion; the limit itself
 * is not disclosed. The document must have passed documentRefusal, the number of values in the variables be bounded.
 */
export function costOrRefusal(operation: Operation): number | GraphQLError {
  const { document, variables } = operation;
  const estimates = estimated.get(document) ?? new Map<string, number>();
  estimated.set(document, estimates);
  const key = `${operation.operation.name?.value ?? ''} ${JSON.stringify(variables)}`;
  const cost = estimates.get(key) ?? costOf(operation);
  if (typeof cost !== 'number') return cost;
  if (estimates.size < MAX_ESTIMATES && key.length <= MAX_KEY_LENGTH) estimates.set(key, cost);
  return cost > MAX_COST ? refusal(tooCostly()) : cost;
}

/** An error when a value does not fit its type or its limits, which is the client's mistake. */
function costOf({ schema, document, operation, variables }: Operation): number | GraphQLError {
  const wrong = variablesRefusal(schema, operation, variables);
  if (wrong) return wrong;
  try {
    return getComplexity({
      schema,
      query: document,
      variables,
      ...(operation.name ? { operationName: operation.name.value } : {}),
      estimators: [pageEstimator],
    });
  } catch (error) {
    if (error instanceof DomainError) return refusal(error);
    if (!(error instanceof GraphQLError)) throw error;
    const { message, nodes, originalError } = error;
    return new GraphQLError(message, {
      nodes,
      ...(originalError ? { originalError } : {}),
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
  }
}

/** Documents found to be as they must be, or why not. */
const examined = new WeakMap<DocumentNode, GraphQLError | null>();
/** One mistake is answered; looking for more costs as much again. */
const MAX_MISTAKES = 1;

/**
 * Why a document may not run, or null: out of proportion when written out, not valid, or of a shape that is refused.
 * Each document object is examined once.
 */
export function documentRefusal(
  schema: GraphQLSchema,
  document: DocumentNode,
  options: { readonly introspection: boolean },
): GraphQLError | null {
  const known = examined.get(document);
  if (known !== undefined) return known;
  const refused = isOversized(document) ? refusal(tooCostly()) : firstMistake(schema, document, options);
  examined.set(document, refused);
  return refused;
}

function firstMistake(
  schema: GraphQLSchema,
  document: DocumentNode,
  { introspection }: { readonly introspection: boolean },
): GraphQLError | null {
  const rules = [...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]), ...shapeRules];
  const [mistake] = validate(schema, document, rules, { maxErrors: MAX_MISTAKES, hideSuggestions: !introspection });
  return mistake ? coded(mistake, 'GRAPHQL_VALIDATION_FAILED') : null;
}

/** graphql-js gives its own errors no code; what has one keeps it. */
export function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions, originalError } = error;
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    ...(originalError ? { originalError } : {}),
    extensions: { code, http: { status: 400 }, ...error.extensions },
  });
}

/** QUERY_TOO_LONG for a text that is not to be read at all. */
export function assertDocumentLength(text: unknown): void {
  if (typeof text === 'string' && text.length > MAX_DOCUMENT_LENGTH) throw refusal(tooLong());
}

const tooCostly = (): DomainError =>
  new DomainError('BAD_INPUT', 'QUERY_TOO_COSTLY', '查询过大，请减少每页条数或嵌套的列表后重试。');

const tooLong = (): DomainError =>
  new DomainError('BAD_INPUT', 'QUERY_TOO_LONG', '查询过长：请拆分成几个请求，较长的值请放在变量中。');

const tooComplex = (): DomainError =>
  new DomainError('BAD_INPUT', 'QUERY_TOO_COMPLEX', '查询过于复杂：嵌套的层数、别名或指令过多，请拆分后重试。');

export function refusal(error: DomainError): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: 400 } },
  });
}
