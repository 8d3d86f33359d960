export * from './graphql/application.types';
export * from './graphql/placement-graphql.module';
