export * from './graphql/graduate.types';
export * from './graphql/graduates-graphql.module';
