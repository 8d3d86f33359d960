import { Injectable, OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { PERSONAL_DATA_SOURCE, PersonalDataSource, PersonalRecord, PersonIdentity, SealedValues } from '@sxbq/platform';

/** Erased with the request itself. */
const OWN_TABLES = ['person_request'];

/** A record with where it was found. */
export interface FoundRecord extends PersonalRecord {
  readonly source: PersonalDataSource;
}

/** Every PersonalDataSource of the process, by name. */
@Injectable()
export class PersonalDataSources implements OnModuleInit {
  private sources: readonly PersonalDataSource[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly sealed: SealedValues,
  ) {}

  onModuleInit(): void {
    const found = this.discovery
      .getProviders()
      .filter(({ metatype }) => metatype && Reflect.getMetadata(PERSONAL_DATA_SOURCE, metatype) === true)
      .map(({ instance }) => instance as PersonalDataSource);
    this.sources = [...new Set(found)].sort((a, b) => (a.source < b.source ? -1 : 1));
    this.assertComplete();
    const names = this.sources.map(({ source }) => source);
    if (new Set(names).size < names.length) throw new Error(`two sources of one name among ${names.join(', ')}`);
  }

  /** A table that no source answers for would be left out of copies and erasures: the process does not start. */
  private assertComplete(): void {
    const covered = new Set([...OWN_TABLES, ...this.sources.flatMap(({ tables }) => tables)]);
    const missing = this.sealed.tablesOfPersons().filter((table) => !covered.has(table));
    if (missing.length > 0) throw new Error(`no @HoldsPersonalData source answers for: ${missing.join(', ')}`);
  }

  all(): readonly PersonalDataSource[] {
    return this.sources;
  }

  /** What is held about the person, in order of source. */
  async find(identity: PersonIdentity): Promise<FoundRecord[]> {
    const found: FoundRecord[] = [];
    for (const source of this.sources) {
      for (const record of await source.find(identity)) found.push({ ...record, source });
    }
    return found;
  }
}
