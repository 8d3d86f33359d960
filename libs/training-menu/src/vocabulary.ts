/** The words of this lib alone, without services: for threads that must start fast. */
export * from './domain/menu-limits';
export * from './domain/menu-status';
export * from './domain/need-content';
export * from './domain/offer-content';
