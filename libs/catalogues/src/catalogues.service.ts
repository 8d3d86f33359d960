import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, Page, PageRequest } from '@sxbq/kernel';
import { duplicateKeyOf, UnitOfWork } from '@sxbq/platform';
import { CatalogueSystem } from './domain/catalogue-system';
import { CatalogueFilter, CatalogueRepository, CatalogueRow, CatalogueSort } from './persistence/catalogue.repository';
import { OfficialLinksRepository } from './persistence/official-links.repository';
import { shippedEntries, shippedMajorOccupations, shippedSkillFunctions } from './sources/shipped-catalogues';

/** How long a process goes on with the codes it read: a new edition is known everywhere within this time. */
const FRESH_MS = 60_000;

export interface CatalogueLoad {
  /** Entries, links and work functions in the shipped files. */
  readonly entries: number;
  /** Of these, those that were not in the database before. */
  readonly added: number;
}

interface Shipped {
  readonly entries: ReturnType<typeof shippedEntries>;
  readonly majorOccupations: ReturnType<typeof shippedMajorOccupations>;
  readonly skillFunctions: ReturnType<typeof shippedSkillFunctions>;
}

interface KnownCodes {
  readonly readAt: number;
  readonly codes: Promise<ReadonlySet<string>>;
}

/** Classifications of regions, industries, occupations, majors and skill standards. The same for everybody. */
@Injectable()
export class CataloguesService {
  private readonly known = new Map<CatalogueSystem, KnownCodes>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly catalogue: CatalogueRepository,
    private readonly links: OfficialLinksRepository,
  ) {}

  /** Adds what the shipped files have and the database has not; changes no row. Run again, it adds nothing. */
  async load(): Promise<CatalogueLoad> {
    const shipped: Shipped = {
      entries: shippedEntries(),
      majorOccupations: shippedMajorOccupations(),
      skillFunctions: shippedSkillFunctions(),
    };
    const added = await this.addMissing(shipped).catch((error: unknown) => {
      if (duplicateKeyOf(error) === null) throw error;
      // Another process loaded in the same moment; what it added is there now.
      return this.addMissing(shipped);
    });
    this.known.clear();
    return { entries: Object.values(shipped).reduce((sum, rows) => sum + rows.length, 0), added };
  }

  /** Names of the entries whose code begins so, by code. */
  async namesUnder(system: CatalogueSystem, codePrefix: string): Promise<Readonly<Record<string, string>>> {
    return Object.fromEntries(await this.catalogue.namesUnder(system, codePrefix));
  }

  /** Every code, of any edition, that a record may carry; read once a minute at most. */
  async knownCodes(system: CatalogueSystem): Promise<ReadonlySet<string>> {
    const now = this.clock.now().getTime();
    const present = this.known.get(system);
    if (present && now - present.readAt < FRESH_MS) return present.codes;
    const codes = this.catalogue.citableCodes(system).then((list) => new Set(list));
    this.known.set(system, { readAt: now, codes });
    // A failed read must not be what the next minute gets.
    codes.catch(() => this.known.delete(system));
    return codes;
  }

  /** Whether this edition has the code: one code may mean different things in different editions. */
  has(system: CatalogueSystem, edition: string, code: string): Promise<boolean> {
    return this.catalogue.has(system, edition, code);
  }

  /** What the codes are called, in every edition; a code that no edition has is left out. */
  namesOf(system: CatalogueSystem, codes: readonly string[]): Promise<Map<string, string[]>> {
    return this.catalogue.namesOf(system, codes);
  }

  /** What this edition calls the code; null when it has none. */
  nameOf(system: CatalogueSystem, edition: string, code: string): Promise<string | null> {
    return this.catalogue.nameOf(system, edition, code);
  }

  /** By code or name; page 1–100. */
  async list(filter: CatalogueFilter, sort: CatalogueSort, page: PageRequest): Promise<Page<CatalogueRow>> {
    return this.catalogue.list(filter, sort, page);
  }

  private async addMissing({ entries, majorOccupations, skillFunctions }: Shipped): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const added =
        (await this.catalogue.addMissing(tx, entries)) +
        (await this.links.addMissingOccupations(tx, majorOccupations)) +
        (await this.links.addMissingFunctions(tx, skillFunctions));
      if (added > 0)
        await this.audit.record(tx, { action: 'catalogues.load', objectType: 'Catalogue', details: { added } });
      return added;
    });
  }
}
