export * from './graphql/catalogues-graphql.module';
