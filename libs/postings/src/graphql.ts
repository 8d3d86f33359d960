export * from './graphql/posting.types';
export * from './graphql/postings-graphql.module';
