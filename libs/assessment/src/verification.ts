/** What recomputes a published ranking: neither services nor database. */
export * from './domain/facts/fact-catalogue';
export * from './domain/facts/fact-code';
export * from './domain/model';
