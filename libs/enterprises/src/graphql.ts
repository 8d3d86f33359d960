export * from './graphql/enterprise.enums';
export * from './graphql/enterprise.loaders';
export * from './graphql/enterprise.types';
export * from './graphql/enterprises-graphql.module';
