import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  CalendarDate,
  checkedDate,
  checkedWholeNumber,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  groupBy,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { Outbox, UnitOfWork } from '@sxbq/platform';
import { EnrolmentFilter, EnrolmentRepository, EnrolmentRow, LevelHeads } from './persistence/enrolment.repository';
import { SchoolClassesRepository } from './persistence/school-classes.repository';
import { classNotFound } from './schools.errors';

/** What the column can hold of a GraphQL Int. */
const MAX_HEADS = 2_147_483_647;

export interface EnrolmentListRequest extends PageRequest {
  readonly filter?: EnrolmentFilter | null;
}

export interface EnrolmentCount {
  readonly schoolClassId: EntityId;
  readonly countedOn: CalendarDate;
  readonly heads: number;
}

/** Head counts of classes on dates, and what they add up to. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly enrolment: EnrolmentRepository,
    private readonly classes: SchoolClassesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Latest first. */
  list(principal: Principal, request: EnrolmentListRequest): Promise<Page<EnrolmentRow>> {
    assertPermission(principal, 'schools.readClasses');
    return this.enrolment.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  /** Each class's latest snapshot on or before the date. */
  async latest(
    principal: Principal,
    date: CalendarDate,
    classIds: readonly EntityId[],
  ): Promise<Map<EntityId, EnrolmentRow>> {
    assertPermission(principal, 'schools.readClasses');
    return this.enrolment.latest(rowScopeOf(principal), date, classIds);
  }

  /** Heads of running classes by level on the date, by school; a school without running classes is not in the map. */
  async headsByLevel(
    principal: Principal,
    date: CalendarDate,
    schoolIds: readonly EntityId[],
  ): Promise<Map<EntityId, LevelHeads[]>> {
    assertPermission(principal, 'schools.read');
    const heads = await this.enrolment.headsByLevel(rowScopeOf(principal), date, schoolIds);
    return groupBy(heads, (level) => level.schoolId);
  }

  /** A second count of the same date is a correction, audited with both figures; the same figure changes nothing. */
  async record(principal: Principal, count: EnrolmentCount): Promise<EnrolmentRow> {
    assertPermission(principal, 'schools.recordEnrolment');
    const countedOn = checkedDate('统计日期', count.countedOn);
    const heads = checkedWholeNumber('在校人数', count.heads, 0, MAX_HEADS);
    return this.uow.run(async (tx) => {
      const schoolClass = await this.classes.lock(tx, rowScopeOf(principal), count.schoolClassId);
      if (!schoolClass) throw classNotFound();
      const { id: schoolClassId, schoolId } = schoolClass;
      const before = await this.enrolment.on(tx, schoolClassId, countedOn);
      if (before?.heads === heads) return before;
      const after = before
        ? { ...before, heads }
        : await this.enrolment.insert(tx, { schoolId, schoolClassId, countedOn, heads });
      if (before) await this.enrolment.correctHeads(tx, before.id, heads);
      await this.audit.record(tx, {
        action: before ? 'schools.correctEnrolment' : 'schools.recordEnrolment',
        objectType: 'EnrolmentSnapshot',
        objectId: after.id,
        before: before ?? undefined,
        after,
      });
      await this.outbox.append(tx, FACT_CHANGED, { fact: 'ENROLMENT', schoolIds: [schoolId] } satisfies FactChanged);
      return after;
    });
  }
}
