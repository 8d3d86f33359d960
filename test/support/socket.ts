import { Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { GraphqlReply } from './platform';

export interface Followed<T> {
  /** Every event until the server ended the subscription. */
  readonly events: T[];
  readonly errors: NonNullable<GraphqlReply<T>['errors']>;
}

/** A client of subscriptions; it connects with its first one. A refused connection is not tried again. */
export function socketOf(url: string, token: string): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazyCloseTimeout: 300,
  });
}

/** Follows a subscription until the server ends it; rejects with the close event of a connection that broke off. */
export function follow<T>(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
  extensions: object = {},
): Promise<Followed<T>> {
  const events: T[] = [];
  return new Promise((resolve, reject) => {
    client.subscribe<T>(
      { query, variables, extensions: { ...extensions } },
      {
        next: ({ data, errors }) => {
          if (errors) resolve({ events, errors: errors as unknown as Followed<T>['errors'] });
          else events.push(data as T);
        },
        error: (error) =>
          Array.isArray(error) ? resolve({ events, errors: error as Followed<T>['errors'] }) : reject(error as Error),
        complete: () => resolve({ events, errors: [] }),
      },
    );
  });
}
