export * from './graphql/compliance-graphql.module';
export * from './graphql/compliance.enums';
export * from './graphql/compliance.types';
