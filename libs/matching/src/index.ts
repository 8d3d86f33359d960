export { ChoiceOutcome } from './domain/deferred-acceptance/choice-outcomes';
export * from './domain/deferred-acceptance/explain-placement';
export { lotOf } from './domain/deferred-acceptance/lottery';
export { MAX_PARTICIPANTS, MAX_RANK, MAX_SCORE } from './domain/deferred-acceptance/market';
export { ROUND_RULES_VERSION } from './domain/deferred-acceptance/market-digest';
export type * from './domain/deferred-acceptance/round-input';
export * from './domain/deferred-acceptance/round-outcome';
export * from './matching.errors';
