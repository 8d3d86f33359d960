export * from './graphql/matching-graphql.module';
export * from './graphql/score-weights.types';
export * from './graphql/suggestion.types';
