export * from './graphql/ledgers-graphql.module';
export * from './graphql/ledgers.types';
