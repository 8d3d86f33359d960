export * from './graphql/assessment-graphql.module';
