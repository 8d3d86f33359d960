export * from './graphql/training-menu.types';
export * from './graphql/training-menu-graphql.module';
