import { Injectable, OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { AuditTrail } from '@sxbq/audit';
import { Clock } from '@sxbq/kernel';
import { RETAINED_DATA, RetainedData, UnitOfWork } from '@sxbq/platform';
import { RetentionClass, retentionSchedule, tablesWithoutRetention } from './domain/retention-schedule';
import { PersonalTables } from './persistence/personal-tables';

const BATCH = 2_000;

/** What a class of data had, or has, to lose. */
export interface RetentionResult {
  readonly dataClass: RetentionClass;
  /** Data that became due before this instant is deleted. */
  readonly before: Date;
  readonly rows: number;
}

/**
 * Deletes data whose keeping time is over. The one table of what is kept how long is data/retention-schedule.json; each
 * class has one provider that @Retains it, in the lib that owns the rows.
 */
@Injectable()
export class RetentionService implements OnModuleInit, OnApplicationBootstrap {
  private readonly keepers = new Map<string, RetainedData>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly tables: PersonalTables,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const known = new Set(retentionSchedule.classes.map(({ code }) => code));
    for (const { metatype, instance } of this.discovery.getProviders()) {
      const code = metatype ? (Reflect.getMetadata(RETAINED_DATA, metatype) as string | undefined) : undefined;
      if (code === undefined) continue;
      if (!known.has(code)) throw new Error(`retention: '${code}' is not in the schedule`);
      const other = this.keepers.get(code);
      if (other && other !== instance) throw new Error(`retention: '${code}' has two providers`);
      this.keepers.set(code, instance as RetainedData);
    }
  }

  /**
   * Personal data that nobody decided about would be kept for ever: the process does not start. Asked of tables with
   * sealed columns, of those that a source answers for, and of what hangs on a table that loses its rows by time.
   */
  onApplicationBootstrap(): void {
    const holding = this.tables.holding();
    const byTime = retentionSchedule.classes.flatMap(({ tables }) => tables).filter((table) => holding.includes(table));
    const undecided = tablesWithoutRetention(retentionSchedule, [...holding, ...this.tables.hangingOn(byTime)]);
    if (undecided.length > 0)
      throw new Error(`data/retention-schedule.json does not say how long is kept: ${undecided.join(', ')}`);
  }

  /** What the next run would delete. */
  async preview(): Promise<RetentionResult[]> {
    const results: RetentionResult[] = [];
    for (const dataClass of retentionSchedule.classes) {
      const before = this.dueBefore(dataClass);
      results.push({ dataClass, before, rows: await this.keeperOf(dataClass).due(before) });
    }
    return results;
  }

  /** Deletes what is due, of one class or of all, in small steps; the number of each goes into the audit. */
  async apply(code?: string): Promise<RetentionResult[]> {
    const results: RetentionResult[] = [];
    const classes = retentionSchedule.classes.filter((each) => code === undefined || each.code === code);
    for (const dataClass of classes) {
      const before = this.dueBefore(dataClass);
      let rows = 0;
      for (let deleted = BATCH; deleted === BATCH; rows += deleted) {
        deleted = await this.keeperOf(dataClass).deleteDue(before, BATCH);
      }
      results.push({ dataClass, before, rows });
    }
    await this.uow.run((tx) =>
      this.audit.record(tx, {
        action: 'privacy.applyRetention',
        objectType: 'RetentionSchedule',
        details: { deleted: Object.fromEntries(results.map(({ dataClass, rows }) => [dataClass.code, rows])) },
      }),
    );
    return results;
  }

  private dueBefore({ keepDays }: RetentionClass): Date {
    return new Date(this.clock.now().getTime() - keepDays * 86_400_000);
  }

  private keeperOf({ code }: RetentionClass): RetainedData {
    const keeper = this.keepers.get(code);
    if (!keeper) throw new Error(`retention: nobody deletes '${code}' in this process`);
    return keeper;
  }
}
