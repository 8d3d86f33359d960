import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedWholeNumber, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, Transaction, UnitOfWork } from '@sxbq/platform';
import { SchoolClassesService, SchoolClassRow } from '@sxbq/schools';
import { CohortHeads, headsFit } from './domain/cohort-heads';
import { cohortHeadsDoNotFit, cohortNotFound } from './graduates.errors';
import { CohortFilter, CohortRow, CohortsRepository } from './persistence/cohorts.repository';

export interface CohortListRequest extends PageRequest {
  readonly filter?: CohortFilter | null;
}

export interface PublishedCohort extends CohortHeads {
  readonly schoolClassId: EntityId;
  readonly graduationYear: number;
}

const MAX_HEADS = 100_000;

/** 毕业生供给 in numbers, before any name: a class that graduates in a year. */
@Injectable()
export class CohortsService {
  constructor(
    private readonly cohorts: CohortsRepository,
    private readonly classes: SchoolClassesService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  list(principal: Principal, request: CohortListRequest): Promise<Page<CohortRow>> {
    assertPermission(principal, 'graduates.readCohorts');
    return this.cohorts.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  /** COHORT_NOT_FOUND also when the cohort is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<CohortRow> {
    assertPermission(principal, 'graduates.readCohorts');
    const cohort = (await this.cohorts.find(rowScopeOf(principal), [id])).get(id);
    if (!cohort) throw cohortNotFound();
    return cohort;
  }

  /** The visible ones of the ids, none for who may not read cohorts; for fields of what the principal has read. */
  visible(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, CohortRow>> {
    return this.cohorts.find(rowScopeOf(principal), ids);
  }

  /**
   * Publishes a class's graduates of a year, or corrects what was published; the same again changes nothing.
   * CLASS_NOT_FOUND for another school's class, COHORT_HEADS_DO_NOT_FIT, NUMBER_OUT_OF_RANGE.
   */
  async publish(principal: Principal, given: PublishedCohort): Promise<CohortRow> {
    assertPermission(principal, 'graduates.publishCohorts');
    const graduationYear = checkedWholeNumber('毕业年份', given.graduationYear, 2000, 2100);
    const heads = checkedHeads(given);
    const schoolClass = await this.classes.get(principal, given.schoolClassId);
    const write = () => this.uow.run((tx) => this.put(tx, schoolClass, graduationYear, heads));
    const id = await write().catch((error: unknown) => {
      if (duplicateKeyOf(error) === null) throw error;
      // Another request published it in this moment: it is there now.
      return write();
    });
    return this.get(principal, id);
  }

  private async put(
    tx: Transaction,
    { id: schoolClassId, schoolId }: SchoolClassRow,
    graduationYear: number,
    heads: CohortHeads,
  ): Promise<EntityId> {
    const read = await this.cohorts.lockByClass(tx, schoolClassId, graduationYear);
    if (read && sameHeads(read, heads)) return read.id;
    const key = { schoolId, schoolClassId, graduationYear };
    const id = read?.id ?? (await this.cohorts.insert(tx, { ...key, ...heads }));
    if (read) await this.cohorts.update(tx, read, heads);
    await this.audit.record(tx, {
      action: 'graduates.publishCohort',
      objectType: 'GraduateCohort',
      objectId: id,
      ...(read ? { before: headsOf(read) } : {}),
      after: read ? heads : { ...key, ...heads },
    });
    return id;
  }
}

const headsOf = ({ heads, available, placedBefore }: CohortHeads): CohortHeads => ({ heads, available, placedBefore });

const sameHeads = (left: CohortHeads, right: CohortHeads): boolean =>
  JSON.stringify(headsOf(left)) === JSON.stringify(headsOf(right));

function checkedHeads(given: CohortHeads): CohortHeads {
  const heads = {
    heads: checkedWholeNumber('毕业人数', given.heads, 0, MAX_HEADS),
    available: checkedWholeNumber('待就业人数', given.available, 0, MAX_HEADS),
    placedBefore: checkedWholeNumber('此前已就业人数', given.placedBefore, 0, MAX_HEADS),
  };
  if (!headsFit(heads)) throw cohortHeadsDoNotFit();
  return heads;
}
