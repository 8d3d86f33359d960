export * from './graphql/identity-graphql.module';
