import { DomainError } from '@sxbq/kernel';
import { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { documentPoints, operationPoints, valuePoints } from './charges';
import { costOrRefusal, documentRefusal, refusal } from './limits';
import { valuesIn } from './variables';

export interface Sent {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** The one to be executed; undefined when the document has none of that name. */
  readonly operation: OperationDefinitionNode | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of the document's text; 0 when it was read before. */
  readonly newCharacters: number;
}

export interface Sender {
  readonly stranger: boolean;
  /** Takes points from the sender's budget; rejects once it is used up. */
  readonly pay: (points: number) => void | Promise<void>;
}

/**
 * Rejects what may not run, over HTTP and over the socket alike: first what is cheap to see, each step paid for before it
 * is taken, and none taking time by the square of what is sent.
 */
export async function assertAdmitted(
  { schema, document, operation, variables, newCharacters }: Sent,
  { stranger, pay }: Sender,
  options: { readonly introspection: boolean },
): Promise<void> {
  await pay(documentPoints(newCharacters));
  const refused = documentRefusal(schema, document, options);
  if (refused) throw refused;
  if (!operation) return;
  const values = valuesIn(variables, { stranger });
  if (values === Infinity) throw refusal(tooManyValues());
  await pay(valuePoints(values));
  const cost = costOrRefusal({ schema, document, operation, variables });
  if (cost instanceof GraphQLError) throw cost;
  await pay(operationPoints(cost));
}

const tooManyValues = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'VARIABLES_TOO_LARGE',
    '变量中的值过多或嵌套过深，请拆分成几个请求；批量数据请用台账导入。',
  );
