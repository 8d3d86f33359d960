export * from './graphql/agreement.types';
export * from './graphql/agreements-graphql.module';
export * from './graphql/party.loaders';
