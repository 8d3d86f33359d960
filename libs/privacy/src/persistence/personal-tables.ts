import { Injectable } from '@nestjs/common';
import { SealedValues } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PersonalDataSources } from '../personal-data-sources';

/** Tables of this process that hold personal data, as far as the code itself says so. */
@Injectable()
export class PersonalTables {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sealed: SealedValues,
    private readonly sources: PersonalDataSources,
  ) {}

  /** Those with sealed columns, and those that a source of personal data answers for. */
  holding(): string[] {
    const known = new Set(this.dataSource.entityMetadatas.map(({ tableName }) => tableName));
    const ofSources = this.sources.all().flatMap(({ tables }) => tables);
    return [...this.sealed.tables(), ...ofSources.filter((table) => known.has(table))];
  }

  /** Those whose rows belong to rows of the given tables, and say more of the same people. */
  hangingOn(tables: readonly string[]): string[] {
    return this.dataSource.entityMetadatas.flatMap(({ tableName, foreignKeys }) =>
      foreignKeys.some(({ referencedEntityMetadata: { tableName: of } }) => tables.includes(of)) ? [tableName] : [],
    );
  }
}
