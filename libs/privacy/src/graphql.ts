export * from './graphql/privacy-graphql.module';
