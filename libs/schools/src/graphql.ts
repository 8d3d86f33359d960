export * from './graphql/school.enums';
export * from './graphql/school.loaders';
export * from './graphql/school.types';
export * from './graphql/schools-graphql.module';
