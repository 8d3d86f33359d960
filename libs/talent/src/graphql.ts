export * from './graphql/secondment.types';
export * from './graphql/talent-graphql.module';
