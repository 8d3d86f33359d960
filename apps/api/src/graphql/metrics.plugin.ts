import { ApolloServerPlugin } from '@apollo/server';
import { Metrics } from '@sxbq/platform';
import { Kind } from 'graphql';

/** Times every operation under its first root field (a name of the schema, so the label set is closed). */
export function operationMetrics(metrics: Metrics): ApolloServerPlugin {
  return {
    requestDidStart: () => {
      const end = metrics.graphqlSeconds.startTimer();
      return Promise.resolve({
        willSendResponse({ operation, response }) {
          const first = operation?.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
          const failed = response.body.kind === 'single' && (response.body.singleResult.errors?.length ?? 0) > 0;
          end({
            type: operation?.operation ?? 'none',
            field: operation && first ? first.name.value : 'refused',
            outcome: failed ? 'error' : 'ok',
          });
          return Promise.resolve();
        },
      });
    },
  };
}
