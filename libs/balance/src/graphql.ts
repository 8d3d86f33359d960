export * from './graphql/balance-graphql.module';
