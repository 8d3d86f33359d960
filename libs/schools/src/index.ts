export * from './domain/school-tier';
export * from './domain/class-level';
export * from './persistence/school.entity';
export * from './persistence/school-tier-period.entity';
export * from './persistence/school-major.entity';
export * from './persistence/school-class.entity';
export * from './persistence/enrolment-snapshot.entity';
export * from './persistence/school-facts';
