export * from './domain/committee-affiliation';
export * from './domain/indicator-code';
export * from './domain/policy-document';
