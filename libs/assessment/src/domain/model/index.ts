export * from './assessment-scheme';
export * from './assessment-subject';
export type * from './correction';
export * from './decimal-text';
export * from './facts';
export type * from './marks';
export type * from './ranking';
export * from './ranking-bundle';
export * from './scoring-function';
