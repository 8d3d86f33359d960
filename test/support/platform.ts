import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '@sxbq/kernel';
import { createLogger, loadConfig, Migrator, RedisConnections } from '@sxbq/platform';
import { InnerServer } from '@sxbq/platform/health';
import { OutboxRelay } from '@sxbq/platform/worker';
import { DataSource } from 'typeorm';
import { createApi } from '../../apps/api/src/create-api';
import { createWorker } from '../../apps/worker/src/create-worker';
import { AuditedMutations } from './audited-mutations';
import { DatabaseOwner } from './database-owner';
import { journeyLog, noteAtRest } from './left-behind';

export interface GraphqlReply<T> {
  readonly status: number;
  readonly data: T;
  readonly errors?: { message: string; path?: (string | number)[]; extensions: { code: string; kind: string } }[];
}

/** API and worker of this jest worker's own database, over real HTTP on a free port. */
export interface Platform {
  readonly api: NestFastifyApplication;
  readonly worker: NestFastifyApplication;
  /** As the product connects. */
  readonly dataSource: DataSource;
  readonly owner: DatabaseOwner;
  readonly url: string;
  /** Of /readyz and /metrics. */
  readonly innerUrl: string;
  /** Sends an operation; `token` signs it. */
  graphql<T>(query: string, variables?: object, token?: string): Promise<GraphqlReply<T>>;
  /** Signs in over the API and gives the token. */
  signIn(username: string, password: string): Promise<string>;
  close(): Promise<void>;
}

export async function startPlatform(clock?: Clock, environment: Record<string, string> = {}): Promise<Platform> {
  const log = journeyLog();
  const LOG_LEVEL = log ? 'debug' : 'silent';
  const config = loadConfig({ LOG_LEVEL, ...process.env, NODE_ENV: 'test', ...environment });
  const logger = createLogger(config, 'test', log);
  const options = { config, logger, ...(clock ? { clock } : {}) };
  const api = await createApi(options);
  await api.get(Migrator).migrate();
  const dataSource = api.get(DataSource);
  const owner = new DatabaseOwner(config);
  await owner.empty();
  await forgetTries(api);
  const worker = await createWorker(options);
  await api.listen(0, '127.0.0.1');
  const url = await api.getUrl();
  const innerUrl = await api.get(InnerServer).listen(0, '127.0.0.1');

  const mutations = new AuditedMutations();
  const graphql = async <T>(query: string, variables: object = {}, token?: string): Promise<GraphqlReply<T>> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const reply = (await response.json()) as Omit<GraphqlReply<T>, 'status'>;
    mutations.note(query, response.headers.get('x-correlation-id'), reply);
    return { status: response.status, ...reply };
  };

  return {
    api,
    worker,
    dataSource,
    owner,
    url,
    innerUrl,
    graphql,
    async signIn(username, password) {
      const reply = await graphql<{ signIn: { token: string } }>(
        'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
        { input: { username, password } },
      );
      if (!reply.data?.signIn) throw new Error(`sign-in of ${username} was refused: ${JSON.stringify(reply.errors)}`);
      return reply.data.signIn.token;
    },
    async close() {
      await worker.get(OutboxRelay).drain();
      await worker.close();
      await noteAtRest(api);
      await api.close();
      await mutations.assertAudited(owner).finally(() => owner.close());
    },
  };
}

/** Journeys share a Redis and an address: tries of the one before are not this one's. */
async function forgetTries(api: NestFastifyApplication): Promise<void> {
  await api.get(RedisConnections).shared().flushall();
}

/** Asks again until `done` says yes; fails with the last answer when it does not within `seconds`. */
export async function eventually<T>(ask: () => Promise<T>, done: (answer: T) => boolean, seconds = 20): Promise<T> {
  const until = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (Date.now() > until) throw new Error(`not within ${seconds} s; last answer: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
