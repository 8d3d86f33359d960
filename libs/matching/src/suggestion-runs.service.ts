import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission, requesterOf } from '@sxbq/identity';
import {
  assertRegionInScope,
  checkedRegionPrefix,
  cityPrefixOf,
  Clock,
  EntityId,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
  SYSTEM_PRINCIPAL,
} from '@sxbq/kernel';
import { Inbox, Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import { SUGGESTIONS_REQUESTED } from './jobs/suggestions.queue';
import { SuggestionRunRow, SuggestionRunsRepository } from './persistence/suggestion-runs.repository';
import { notOneCity, suggestionRunNotFound } from './suggestions.errors';

/** A run without a step for this long has lost its worker or its job. */
const STRANDED_MS = 5 * 60_000;
/** A city's suggestions are older than this only when a night was missed. */
const OVERDUE_MS = 26 * 3_600_000;

/** Asks for computations of a city's suggestions, and tells how far they are. */
@Injectable()
export class SuggestionRunsService {
  constructor(
    private readonly runs: SuggestionRunsRepository,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly inbox: Inbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The city's next run: a new one, or the one that waits already. NOT_ONE_CITY, REGION_OUT_OF_SCOPE. */
  async request(principal: Principal, given: string): Promise<SuggestionRunRow> {
    assertPermission(principal, 'matching.computeSuggestions');
    const regionPrefix = checkedRegionPrefix(given);
    if (cityPrefixOf(regionPrefix) !== regionPrefix) throw notOneCity(regionPrefix);
    assertRegionInScope(rowScopeOf(principal), regionPrefix);
    const waiting = await this.runs.waiting(regionPrefix);
    const id = await this.uow.run(async (tx) => {
      const run = waiting ?? (await this.create(tx, principal, regionPrefix));
      await this.audit.record(tx, {
        action: 'matching.computeSuggestions',
        objectType: 'SuggestionRun',
        objectId: run,
        details: { regionPrefix },
      });
      return run;
    });
    return this.run(principal, id);
  }

  /** SUGGESTION_RUN_NOT_FOUND also when the run is outside the principal's scope. */
  async run(principal: Principal, id: EntityId): Promise<SuggestionRunRow> {
    assertPermission(principal, 'matching.computeSuggestions');
    const run = await this.runs.byId(rowScopeOf(principal), id);
    if (!run) throw suggestionRunNotFound();
    return run;
  }

  /** Newest first. */
  list(principal: Principal, page: PageRequest): Promise<Page<SuggestionRunRow>> {
    assertPermission(principal, 'matching.computeSuggestions');
    return this.runs.list(rowScopeOf(principal), page);
  }

  /** Once a night: every city. */
  async nightly(): Promise<void> {
    const cities = await this.runs.cities();
    await this.uow.run(async (tx) => {
      if (!(await this.inbox.claim(tx, 'matching.nightly-suggestions', this.clock.today()))) return;
      for (const city of cities) await this.create(tx, SYSTEM_PRINCIPAL, city);
    });
  }

  /** Makes up for a missed night; ids of runs that need a new job. */
  async catchUp(): Promise<number[]> {
    const now = this.clock.now().getTime();
    const overdue = await this.runs.overdueCities(new Date(now - OVERDUE_MS));
    if (overdue.length > 0) {
      await this.uow.run(async (tx) => {
        for (const city of overdue) await this.create(tx, SYSTEM_PRINCIPAL, city);
      });
    }
    return this.runs.stranded(new Date(now - STRANDED_MS));
  }

  private async create(tx: Transaction, principal: Principal, regionPrefix: string): Promise<EntityId> {
    const requester = { requestedBy: principal.userId, ...requesterOf(principal) };
    const runId = await this.runs.create(tx, { regionPrefix, ...requester }, this.clock.now());
    await this.outbox.append(tx, SUGGESTIONS_REQUESTED, { runId });
    return runId;
  }
}
