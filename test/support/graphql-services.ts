import { ApolloDriver, ApolloDriverConfig } from '@nestjs/apollo';
import { DynamicModule, Type, ValidationPipe } from '@nestjs/common';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Enterprise } from '@sxbq/enterprises';
import { IdentityModule } from '@sxbq/identity';
import { Clock, Principal } from '@sxbq/kernel';
import { createLogger, loadConfig, Migrator, PlatformModule } from '@sxbq/platform';
import { School } from '@sxbq/schools';
import { graphql, GraphQLError } from 'graphql';
import { DataSource } from 'typeorm';
import { actingAs } from './programme';
import { DatabaseOwner } from './database-owner';

export interface GraphqlAnswer<T> {
  readonly data: T | null | undefined;
  /** Codes of the domain errors below GraphQL's wrappers, or the messages of errors that are none. */
  readonly errors: string[];
}

/** Resolvers of some libs on this jest worker's own database, without HTTP. */
export interface GraphqlServices {
  readonly app: NestFastifyApplication;
  readonly dataSource: DataSource;
  /** Runs an operation as one request of the principal, past the guard: what holds here, the services hold alone. */
  ask<T>(principal: Principal, source: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer<T>>;
  close(): Promise<void>;
}

export async function startGraphqlServices(modules: (Type | DynamicModule)[], clock?: Clock): Promise<GraphqlServices> {
  const config = loadConfig({ LOG_LEVEL: 'silent', ...process.env, NODE_ENV: 'test' });
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ config, logger: createLogger(config, 'test'), ...(clock ? { clock } : {}) }),
      TypeOrmModule.forFeature([School, Enterprise]),
      IdentityModule,
      GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true, sortSchema: true }),
      ...modules,
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  await app.init();
  await app.get(Migrator).migrate();
  const dataSource = app.get(DataSource);
  const owner = new DatabaseOwner(config);
  await owner.empty();
  await owner.close();
  const { schema } = app.get(GraphQLSchemaHost);
  return {
    app,
    dataSource,
    async ask<T>(principal: Principal, source: string, variableValues: Record<string, unknown> = {}) {
      const answer = await actingAs(principal, () => graphql({ schema, source, variableValues, contextValue: {} }));
      return { data: answer.data as T | null | undefined, errors: (answer.errors ?? []).map(reasonOf) };
    },
    close: () => app.close(),
  };
}

function reasonOf(error: GraphQLError): string {
  const cause = error.originalError as { code?: string } | undefined;
  return cause?.code ?? error.message;
}
