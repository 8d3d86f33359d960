import { ApolloServerPlugin } from '@apollo/server';
import { Metrics } from '@sxbq/platform';
import { GraphQLSchema, Kind, OperationDefinitionNode } from 'graphql';

/** Times every operation under its first root field (a name of the schema, so the label set is closed). */
export function operationMetrics(metrics: Metrics): ApolloServerPlugin {
  return {
    requestDidStart: () => {
      const end = metrics.graphqlSeconds.startTimer();
      return Promise.resolve({
        willSendResponse({ operation, response, schema }) {
          const failed = response.body.kind === 'single' && (response.body.singleResult.errors?.length ?? 0) > 0;
          end({
            type: operation?.operation ?? 'none',
            field: (operation && firstField(operation, schema)) ?? 'refused',
            outcome: failed ? 'error' : 'ok',
          });
          return Promise.resolve();
        },
      });
    },
  };
}

/** undefined for what the schema does not have: documents that were refused may ask for anything. */
function firstField({ operation, selectionSet }: OperationDefinitionNode, schema: GraphQLSchema): string | undefined {
  const first = selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  const name = first?.name.value;
  return name !== undefined && schema.getRootType(operation)?.getFields()[name] ? name : undefined;
}
