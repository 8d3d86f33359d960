export * from './catalogues.module';
export * from './catalogues.permissions';
export * from './catalogues.service';
export * from './domain/catalogue-system';
export * from './persistence/catalogue-entry.entity';
export { CatalogueSort } from './persistence/catalogue.repository';
export type { CatalogueFilter, CatalogueRow } from './persistence/catalogue.repository';
