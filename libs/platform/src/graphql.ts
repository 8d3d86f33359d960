export * from './graphql/calendar-date.scalar';
export * from './graphql/entity-id';
export * from './graphql/nested-page';
export * from './graphql/dated-loader';
export * from './graphql/page';
export * from './graphql/request-loader';
export * from './graphql/subscriptions';
export * from './graphql/titled-enum';
