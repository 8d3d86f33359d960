export * from './graphql/committee.types';
export * from './graphql/policy-graphql.module';
export * from './graphql/policy.enums';
export * from './graphql/policy.types';
export * from './graphql/quota.types';
