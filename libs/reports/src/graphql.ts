export * from './graphql/reports-graphql.module';
