import { ApolloServerPlugin } from '@apollo/server';
import { ErrorKind } from '@sxbq/kernel';
import { GraphQLFormattedError } from 'graphql';
import { HTTP_STATUS, retryAfterSeconds } from './error-format';

type Refusal = Parameters<typeof retryAfterSeconds>[0];

/**
 * Says over HTTP, too, that a client comes too often (429) or too early (503) and when to come again, so that balancers
 * and clients that know no GraphQL understand. A partial answer keeps its 200 and gets the header alone. No answer is to
 * be kept by anyone.
 */
export const refusalStatus: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { http, body } }) {
        http.headers.set('cache-control', 'no-store');
        if (body.kind !== 'single') return Promise.resolve();
        const { data, errors = [] } = body.singleResult;
        const refused = errors.find((error) => waitOf(error) !== null);
        if (!refused) return Promise.resolve();
        http.headers.set('retry-after', String(Math.max(...errors.map((error) => waitOf(error) ?? 0))));
        if (Object.values(data ?? {}).every((value) => value === null)) {
          http.status = HTTP_STATUS[refused.extensions?.['kind'] as ErrorKind];
        }
        return Promise.resolve();
      },
    }),
};

function waitOf({ extensions }: GraphQLFormattedError): number | null {
  return extensions ? retryAfterSeconds(extensions as unknown as Refusal) : null;
}
