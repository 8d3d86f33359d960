import { CatalogueSystem } from './catalogue-system';

/** An entry as a source file gives it; the columns of catalogue_entry. */
export interface NewEntry {
  readonly system: CatalogueSystem;
  readonly edition: string;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly level: string | null;
  readonly attributes: Readonly<Record<string, unknown>> | null;
  readonly source: string;
  readonly note: string | null;
}

/** A row of a source file by column name; every value is text. */
export type SourceRow = Readonly<Record<string, string>>;
