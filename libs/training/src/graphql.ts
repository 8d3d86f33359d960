export * from './graphql/training.types';
export * from './graphql/training-graphql.module';
