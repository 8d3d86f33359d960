/** What scores, ranks, seals and recomputes: pure, for programs without services or a database. */
export * from './assessment.errors';
export * from './domain/facts/fact-catalogue';
export * from './domain/facts/fact-code';
export * from './domain/model';
export * from './domain/ranking/rank-organisations';
export { finalMark, needsModeration } from './domain/scoring/marked';
export type { SchemeProblem } from './domain/scheme/scheme-problem';
export * from './domain/scheme/shipped-schemes';
export * from './domain/scheme/validate-scheme';
export { bundleText, sealBundle } from './domain/bundle/seal-bundle';
export { publicVersionOf } from './domain/bundle/public-bundle';
export * from './domain/verification/difference';
export * from './domain/verification/verify-bundle';
export * from './domain/movement/compare-rankings';
export type { GoalMove } from './domain/movement/goal-moves';
