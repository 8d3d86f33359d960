export * from './domain/committee-affiliation';
export * from './domain/indicator-code';
export * from './domain/policy-document';
export * from './persistence/policy.entity';
export * from './persistence/quota.entity';
export * from './persistence/committee-member.entity';
export * from './persistence/policy-facts';
