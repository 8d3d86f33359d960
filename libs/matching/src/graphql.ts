export * from './graphql/matching-graphql.module';
export * from './graphql/score-weights.types';
export * from './graphql/suggestion.types';
export * from './graphql/round.types';
export * from './graphql/rounds-graphql.module';
